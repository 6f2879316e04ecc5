package sundown.closing;

import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import sundown.sweep.SweepRun;
import sundown.sweep.SweepTask;
import sundown.sweep.TaskName;
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
    public TaskName name() {
        return TaskName.CLOSES;
    }

    @Override
    public int run(SweepRun run) {
        return run.each(
                timelines.inForce().groups(),
                group -> steps.take(group) ? 1 : 0,
                (failed, group) -> LOG.errorf(failed, "the close of group %s could not be seen to", group.id()));
    }
}
