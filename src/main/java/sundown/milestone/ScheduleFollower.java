package sundown.milestone;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import sundown.timeline.Group;
import sundown.timeline.Timeline;
import sundown.timeline.TimelineFollower;

/**
 * Puts a schedule for each date that lies ahead. Dates that have passed are left to the sweep, and the schedules that
 * brought them stay.
 */
@Singleton
public final class ScheduleFollower implements TimelineFollower {
    private static final Logger LOG = Logger.getLogger(ScheduleFollower.class);

    private final Schedules schedules;
    private final FollowedTimeline followed;
    private final Clock clock;

    ScheduleFollower(Schedules schedules, FollowedTimeline followed, Clock clock) {
        this.schedules = schedules;
        this.followed = followed;
        this.clock = clock;
    }

    /** The version is noted last: whoever dies before leaves it to the sweep. */
    @Override
    public void published(Timeline timeline) {
        List<ScheduledDate> dates =
                timeline.groups().stream().flatMap(ScheduleFollower::dates).toList();
        putThoseAhead(dates);
        removeOthers(dates.stream().map(ScheduledDate::name).collect(Collectors.toSet()));
        followed.follow(timeline.version());
        LOG.infof("schedules follow version %d of the timeline", timeline.version());
    }

    private static Stream<ScheduledDate> dates(Group group) {
        return Stream.of(Milestone.values())
                .flatMap(milestone ->
                        milestone.at(group.dates()).map(at -> new ScheduledDate(group.id(), milestone, at)).stream());
    }

    private void putThoseAhead(List<ScheduledDate> dates) {
        Instant now = clock.instant();
        dates.stream().filter(date -> date.at().isAfter(now)).forEach(schedules::put);
    }

    private void removeOthers(Set<GroupMilestone> named) {
        Set<GroupMilestone> others = new HashSet<>(schedules.present());
        others.removeAll(named);
        others.forEach(schedules::remove);
    }
}
