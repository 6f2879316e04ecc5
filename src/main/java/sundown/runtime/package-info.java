/** What the functions need from their machine. */
package sundown.runtime;
