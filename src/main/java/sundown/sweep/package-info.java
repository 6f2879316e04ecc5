/** The sweep: sends for the tasks of all rooms once a minute; workers run them, shard by shard. */
package sundown.sweep;
