package sundown.purge;

import jakarta.inject.Singleton;
import sundown.sweep.TaskName;
import sundown.timeline.Group;
import sundown.timeline.GroupTask;
import sundown.timeline.TimelineStore;

/** The sweep of the plans: sends late chunks again. */
@Singleton
public final class PlanSweep extends GroupTask {
    private final PlanSteps steps;

    PlanSweep(TimelineStore timelines, PlanSteps steps) {
        super(timelines);
        this.steps = steps;
    }

    @Override
    public TaskName name() {
        return TaskName.PLANS;
    }

    @Override
    protected int advance(Group group) {
        return steps.underWay(group.id()).map(steps::advance).orElse(0);
    }
}
