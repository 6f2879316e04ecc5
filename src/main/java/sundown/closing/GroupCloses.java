package sundown.closing;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import sundown.milestone.Milestone;
import sundown.milestone.MilestoneHandler;
import sundown.timeline.Group;

/** At a group's close what still runs of it ends: the walks begin that see to it, and the sweep watches them. */
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
    public String name() {
        return "closing";
    }

    @Override
    public Optional<String> act(Group group, Milestone milestone, Optional<String> after, Instant end) {
        steps.take(group);
        return Optional.empty();
    }
}
