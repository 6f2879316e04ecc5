/** The local cloud that the demonstration and {@code make run} start. */
package sundown.local.demo.cloud;
