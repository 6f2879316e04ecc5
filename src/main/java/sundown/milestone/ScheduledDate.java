package sundown.milestone;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import sundown.timeline.GroupId;

/**
 * A date at which word of a milestone is to come.
 *
 * @param at exact to the second; a fraction of one is rounded up, for word that comes early is lost
 */
public record ScheduledDate(GroupId group, Milestone milestone, Instant at) {
    private static final Duration ALMOST_A_SECOND = Duration.ofSeconds(1).minusNanos(1);

    public ScheduledDate {
        at = at.plus(ALMOST_A_SECOND).truncatedTo(ChronoUnit.SECONDS);
    }

    /** What it is the date of. */
    public GroupMilestone name() {
        return new GroupMilestone(group, milestone);
    }
}
