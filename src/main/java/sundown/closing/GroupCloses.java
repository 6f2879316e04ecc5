package sundown.closing;

import jakarta.inject.Singleton;
import sundown.milestone.Milestone;
import sundown.milestone.MilestoneHandler;
import sundown.timeline.Group;

/** Begins to end what still runs of a group at its close; the sweep goes on until the group is drained. */
@Singleton
public final class GroupCloses implements MilestoneHandler {
    private final ClosingSteps steps;

    GroupCloses(ClosingSteps steps) {
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
}
