package sundown.milestone;

import java.time.Instant;
import java.util.Map;
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

    /**
     * The milestones that a group has reached.
     *
     * @param acted the milestones that have been acted on, each with its instant then: a milestone that has moved since
     *     comes again
     * @param version of the row; 0 before it is first saved
     */
    record ReachedMilestones(GroupId group, Map<Milestone, Instant> acted, long version) {
        public ReachedMilestones {
            acted = Map.copyOf(acted);
        }

        /** A group without reached milestones. */
        public static ReachedMilestones begun(GroupId group) {
            return new ReachedMilestones(group, Map.of(), 0);
        }
    }
}
