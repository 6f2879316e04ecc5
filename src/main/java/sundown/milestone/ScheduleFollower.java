package sundown.milestone;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import sundown.milestone.Milestone.Milestones;
import sundown.milestone.Schedules.FollowedTimeline;
import sundown.milestone.Schedules.GroupMilestone;
import sundown.milestone.Schedules.ScheduledDate;
import sundown.sweep.SweepRun;
import sundown.sweep.SweepTask;
import sundown.timeline.PublicationListener;
import sundown.timeline.Timeline;
import sundown.timeline.TimelineStore;

/**
 * Keeps a schedule for each date ahead, when a timeline is published and, if that failed or the deployment is new, at
 * the sweep. Past dates are left to the sweep; their schedules stay.
 */
@Singleton
public record ScheduleFollower(
        Schedules schedules, FollowedTimeline followed, TimelineStore timelines, Milestones milestones, Clock clock)
        implements PublicationListener, SweepTask {
    private static final Logger LOG = Logger.getLogger(ScheduleFollower.class);

    @Override
    public TaskName name() {
        return TaskName.SCHEDULES;
    }

    @Override
    public int run(SweepRun run) {
        Timeline timeline = timelines.inForce();
        return run.attempt(
                timeline,
                () -> follow(timeline),
                0,
                failed -> LOG.errorf(failed, "the schedules do not follow version %d yet", timeline.version()));
    }

    /** A sweep with an older cached timeline must not restore its dates. */
    private int follow(Timeline timeline) {
        if (followed.version() >= timeline.version()) {
            return 0;
        }
        published(timeline);
        return 1;
    }

    /** Notes the version last, so that after a crash the sweep tries again. */
    @Override
    public void published(Timeline timeline) {
        List<ScheduledDate> dates = timeline.groups().stream()
                .flatMap(group -> ScheduledDate.of(group, milestones))
                .toList();
        putThoseAhead(dates);
        removeOthers(dates.stream().map(ScheduledDate::name).collect(Collectors.toSet()));
        followed.follow(timeline.version());
        LOG.infof("schedules follow version %d of the timeline", timeline.version());
    }

    private void putThoseAhead(List<ScheduledDate> dates) {
        Instant now = clock.instant();
        dates.stream().filter(date -> date.at().isAfter(now)).forEach(schedules::put);
    }

    private void removeOthers(Set<GroupMilestone> named) {
        Set<GroupMilestone> others = new HashSet<>(schedules.list());
        others.removeAll(named);
        others.forEach(schedules::remove);
    }
}
