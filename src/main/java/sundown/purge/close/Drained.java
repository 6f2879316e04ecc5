package sundown.purge.close;

import sundown.timeline.GroupId;

/** Whether anything of a closed group still runs. */
public interface Drained {
    /** True when nothing runs any more and nothing new can start: no transfer, no archive. */
    boolean drained(GroupId group);
}
