package sundown.milestone;

import java.time.Instant;
import java.util.Map;
import sundown.timeline.GroupId;

/**
 * How far a group has been advanced.
 *
 * @param acted the milestones that have been acted on, each with the instant for which: one that has been moved since
 *     comes again
 * @param version of the row; 0 before it is first saved
 */
public record ReachedMilestones(GroupId group, Map<Milestone, Instant> acted, long version) {
    public ReachedMilestones {
        acted = Map.copyOf(acted);
    }

    /** A group of which nothing has been acted on. */
    public static ReachedMilestones begun(GroupId group) {
        return new ReachedMilestones(group, Map.of(), 0);
    }
}
