package sundown.purge.plan;

import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import sundown.sweep.SweepRun;
import sundown.sweep.SweepTask;
import sundown.sweep.TaskName;
import sundown.timeline.TimelineStore;

/** The sweep of the plans: sends again what was not heard of. */
@Singleton
public final class PlanSweep implements SweepTask {
    private static final Logger LOG = Logger.getLogger(PlanSweep.class);

    private final TimelineStore timelines;
    private final PlanSteps steps;

    PlanSweep(TimelineStore timelines, PlanSteps steps) {
        this.timelines = timelines;
        this.steps = steps;
    }

    @Override
    public TaskName name() {
        return TaskName.PLANS;
    }

    @Override
    public int run(SweepRun run) {
        return run.each(
                timelines.inForce().groups(),
                group -> steps.underWay(group.id()).map(steps::advance).orElse(0),
                (failed, group) -> LOG.errorf(failed, "the plan of group %s could not be seen to", group.id()));
    }
}
