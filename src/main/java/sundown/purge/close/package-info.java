/** A group's close: what still runs ends, and when nothing runs any more the group is drained. */
package sundown.purge.close;
