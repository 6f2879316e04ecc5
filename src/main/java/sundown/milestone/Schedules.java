package sundown.milestone;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import sundown.milestone.Milestone.Milestones;
import sundown.timeline.Group;
import sundown.timeline.GroupId;

/**
 * The schedules of the groups' dates. Each sends a {@link MilestoneMessage} for its group at its date, at least once
 * and within a minute, and stays afterwards.
 */
public interface Schedules {
    /** Creates a schedule, or moves an existing one to another instant. */
    void put(ScheduledDate date);

    /** Removes a schedule, if it exists. */
    void remove(GroupMilestone name);

    /** The existing schedules, past ones included. */
    Set<GroupMilestone> list();

    /** When a schedule comes; nothing when there is none that will send. */
    Optional<Instant> findTime(GroupMilestone name);

    /** A milestone of a group, without its date. */
    record GroupMilestone(GroupId group, Milestone milestone) {}

    /**
     * The date of a milestone.
     *
     * @param at in whole seconds, rounded up, because a message that comes early has no effect
     */
    record ScheduledDate(GroupId group, Milestone milestone, Instant at) {
        private static final Duration ALMOST_A_SECOND = Duration.ofSeconds(1).minusNanos(1);

        public ScheduledDate {
            at = at.plus(ALMOST_A_SECOND).truncatedTo(ChronoUnit.SECONDS);
        }

        /** The schedules of a group. */
        public static Stream<ScheduledDate> of(Group group, Milestones milestones) {
            return milestones.all().stream()
                    .flatMap(milestone -> milestone.at(group.dates()).stream()
                            .map(at -> new ScheduledDate(group.id(), milestone, at)));
        }

        /** The milestone of this date. */
        public GroupMilestone name() {
            return new GroupMilestone(group, milestone);
        }
    }

    /** The version of the timeline that the schedules follow. Reads are strongly consistent. */
    interface FollowedTimeline {
        /** The last version for which all schedules were created; 0 when there was none. */
        int version();

        /** Notes that all schedules of a version have been created. */
        void follow(int version);
    }
}
