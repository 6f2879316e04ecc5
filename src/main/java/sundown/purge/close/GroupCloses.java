package sundown.purge.close;

import jakarta.inject.Singleton;
import sundown.milestone.Milestone;
import sundown.milestone.MilestoneHandler;
import sundown.sweep.TaskName;
import sundown.timeline.Group;
import sundown.timeline.GroupTask;
import sundown.timeline.TimelineStore;

/**
 * Begins to end what still runs of a group at its close. As a task of the sweep, it begins what no date has begun, and
 * goes on until the group is drained.
 */
@Singleton
public final class GroupCloses extends GroupTask implements MilestoneHandler {
    private final ClosingSteps steps;

    GroupCloses(TimelineStore timelines, ClosingSteps steps) {
        super(timelines);
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
    protected int advance(Group group) {
        return steps.take(group) ? 1 : 0;
    }
}
