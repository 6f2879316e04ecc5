/** The sweep: runs the tasks of all rooms once a minute. */
package sundown.sweep;
