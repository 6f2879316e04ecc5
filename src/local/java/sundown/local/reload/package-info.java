/** Makes changed code live while the local cloud keeps running ({@code make dev}). */
package sundown.local.reload;
