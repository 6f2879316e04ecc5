package sundown.milestone;

import java.time.Instant;
import java.util.Optional;
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

    /** The last checkpoint of a milestone of a group. */
    Optional<Checkpoint> stopped(GroupId group, Milestone milestone);

    /** Saves a checkpoint; of several, the last one counts. */
    void stop(GroupId group, Checkpoint stop);

    /**
     * Where the work on a milestone stopped because its time was over.
     *
     * @param at the instant of the milestone; the work starts over when the milestone has moved since
     * @param arrival the name of the handler that stopped; the handlers before it, by name, are done
     * @param after where it stopped, in the handler's own format
     */
    record Checkpoint(Milestone milestone, Instant at, String arrival, String after) {}
}
