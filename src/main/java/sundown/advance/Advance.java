package sundown.advance;

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
public record Advance(GroupId group, Map<Milestone, Instant> acted, long version) {
    public Advance {
        acted = Map.copyOf(acted);
    }

    /** A group of which nothing has been acted on. */
    public static Advance begun(GroupId group) {
        return new Advance(group, Map.of(), 0);
    }
}
