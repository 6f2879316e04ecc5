/**
 * A group's close: what still runs ends, who took what out is counted, and when nothing runs any more the group is
 * drained.
 */
package sundown.closing;
