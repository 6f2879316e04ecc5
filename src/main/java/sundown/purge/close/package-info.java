/** The close of a group: running transfers and archives end. The group is drained once nothing runs any more. */
package sundown.purge.close;
