package sundown.milestone;

import sundown.timeline.Group;

/**
 * Acts for a room when a milestone of a group has come: it begins what takes long, and returns at once. Each room adds
 * its handler as a bean of this type. A handler may be called again at any time, even after it is done, without harm.
 */
public interface MilestoneHandler {
    /** True when it acts at this milestone. */
    boolean actsAt(Milestone milestone);

    /** Acts at a milestone of a group. */
    void act(Group group);
}
