/** What looks, once a minute, after everything that waits for a time. */
package sundown.sweep;
