package sundown.milestone;

import sundown.timeline.GroupId;

/** The milestones that the groups have reached. Reads are strongly consistent. */
public interface MilestoneStore {
    /** The milestones of a group; none when nothing was saved yet. */
    ReachedMilestones find(GroupId group);

    /**
     * Saves the next version with a conditional write.
     *
     * @return false when another writer saved it since it was read
     */
    boolean save(ReachedMilestones reached);
}
