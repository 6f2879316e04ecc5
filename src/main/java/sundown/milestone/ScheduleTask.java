package sundown.milestone;

import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import sundown.failure.LoggableFailure;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.sweep.SweepTask;
import sundown.timeline.Timeline;
import sundown.timeline.TimelineStore;

/** The sweep of the schedules: puts them when they do not follow the timeline in force, as in a new deployment. */
@Singleton
public final class ScheduleTask implements SweepTask {
    private static final Logger LOG = Logger.getLogger(ScheduleTask.class);

    private final TimelineStore timelines;
    private final FollowedTimeline followed;
    private final ScheduleFollower follower;

    ScheduleTask(TimelineStore timelines, FollowedTimeline followed, ScheduleFollower follower) {
        this.timelines = timelines;
        this.followed = followed;
        this.follower = follower;
    }

    @Override
    public int run() {
        Timeline timeline = timelines.inForce();
        try {
            return follow(timeline);
        } catch (RetryableFailure | PermanentFailure failed) {
            LOG.errorf(LoggableFailure.of(failed), "the schedules do not follow version %d yet", timeline.version());
            return 0;
        }
    }

    /** A sweep that has not heard of the newest version yet does not put the dates of an older one. */
    private int follow(Timeline timeline) {
        if (followed.version() >= timeline.version()) {
            return 0;
        }
        follower.published(timeline);
        return 1;
    }
}
