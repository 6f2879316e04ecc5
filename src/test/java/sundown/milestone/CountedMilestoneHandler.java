package sundown.milestone;

import sundown.milestone.Milestone.MilestoneHandler;
import sundown.timeline.Group;

/** Counts how often it acts. */
final class CountedMilestoneHandler implements MilestoneHandler {
    private final Milestone milestone;
    private int acts;

    CountedMilestoneHandler(Milestone milestone) {
        this.milestone = milestone;
    }

    @Override
    public boolean actsAt(Milestone come) {
        return come.equals(milestone);
    }

    @Override
    public void act(Group group) {
        acts++;
    }

    int acts() {
        return acts;
    }
}
