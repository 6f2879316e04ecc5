package sundown.closing;

import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import sundown.failure.LoggableFailure;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.sweep.SweepTask;
import sundown.timeline.Group;
import sundown.timeline.TimelineStore;

/** The sweep of the closes: watches each until it is drained, and begins what no schedule has begun. */
@Singleton
public final class ClosingTask implements SweepTask {
    private static final Logger LOG = Logger.getLogger(ClosingTask.class);

    private final TimelineStore timelines;
    private final ClosingSteps steps;

    ClosingTask(TimelineStore timelines, ClosingSteps steps) {
        this.timelines = timelines;
        this.steps = steps;
    }

    @Override
    public int run() {
        return timelines.inForce().groups().stream()
                .mapToInt(this::advanceOrLeave)
                .sum();
    }

    /** One group that cannot be seen to keeps no other waiting; it is seen to at the next sweep. */
    private int advanceOrLeave(Group group) {
        try {
            return steps.take(group) ? 1 : 0;
        } catch (RetryableFailure | PermanentFailure failed) {
            LOG.errorf(LoggableFailure.of(failed), "the close of group %s could not be seen to", group.id());
            return 0;
        }
    }
}
