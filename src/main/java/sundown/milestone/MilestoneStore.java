package sundown.milestone;

import java.util.Optional;
import sundown.timeline.GroupId;

/** How far the groups have been advanced. What is read is as it is after every save that came before. */
public interface MilestoneStore {
    /** How far a group is; at its beginning when nothing was saved yet. */
    ReachedMilestones find(GroupId group);

    /**
     * Saves it with the next version, if nobody did since it was read.
     *
     * @return false when somebody was faster
     */
    boolean save(ReachedMilestones advance);

    /** Where the work on a milestone of a group stopped last. */
    Optional<Checkpoint> stopped(GroupId group, Milestone milestone);

    /** Notes where it stopped; of several, the last one counts. */
    void stop(GroupId group, Checkpoint stop);
}
