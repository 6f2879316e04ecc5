package sundown.membership;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import sundown.milestone.Milestone;
import sundown.milestone.MilestoneHandler;
import sundown.timeline.Group;

/**
 * At a group's opening its memberships end: the walk that cancels them begins. At its refund date another one begins,
 * for whoever the first has missed.
 */
@Singleton
public final class MembershipsEnd implements MilestoneHandler {
    private final WalkStarter walks;

    MembershipsEnd(WalkStarter walks) {
        this.walks = walks;
    }

    @Override
    public boolean actsAt(Milestone milestone) {
        return milestone == Milestone.EXPORTS_OPEN || milestone == Milestone.REFUND_DATE;
    }

    @Override
    public String name() {
        return "memberships";
    }

    @Override
    public Optional<String> act(Group group, Milestone milestone, Optional<String> after, Instant end) {
        walks.advance(group);
        return Optional.empty();
    }
}
