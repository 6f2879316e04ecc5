package sundown.purge.close;

import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import sundown.milestone.Milestone;
import sundown.milestone.MilestoneHandler;
import sundown.sweep.SweepRun;
import sundown.sweep.SweepTask;
import sundown.sweep.TaskName;
import sundown.timeline.Group;
import sundown.timeline.TimelineStore;

/**
 * Begins to end what still runs of a group at its close. As a task of the sweep, it begins what no date has begun, and
 * goes on until the group is drained.
 */
@Singleton
public final class GroupCloses implements MilestoneHandler, SweepTask {
    private static final Logger LOG = Logger.getLogger(GroupCloses.class);

    private final TimelineStore timelines;
    private final ClosingSteps steps;

    GroupCloses(TimelineStore timelines, ClosingSteps steps) {
        this.timelines = timelines;
        this.steps = steps;
    }

    @Override
    public boolean actsAt(Milestone milestone) {
        return milestone == Milestone.CLOSE;
    }

    @Override
    public void act(Group group) {
        boolean taken = true;
        while (taken) {
            taken = steps.take(group);
        }
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
