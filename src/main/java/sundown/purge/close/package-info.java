/** The close of a group: running transfers and archives end, and when nothing runs any more, the group is drained. */
package sundown.purge.close;
