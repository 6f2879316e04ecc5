package sundown.membership;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import sundown.edge.MessageQueue;
import sundown.job.ChunkMessage;
import sundown.job.Jobs;
import sundown.milestone.Milestone;
import sundown.milestone.MilestoneHandler;
import sundown.timeline.Group;

/**
 * Begins to cancel a group's memberships at its opening, and once more at its refund date, for members whom the first
 * run has missed.
 */
@Singleton
public final class MembershipsEnd implements MilestoneHandler {
    private final Jobs jobs;
    private final MessageQueue<ChunkMessage> queue;
    private final Clock clock;

    MembershipsEnd(Jobs jobs, @Named(MembershipWork.NAME) MessageQueue<ChunkMessage> queue, Clock clock) {
        this.jobs = jobs;
        this.queue = queue;
        this.clock = clock;
    }

    @Override
    public boolean actsAt(Milestone milestone) {
        return milestone == Milestone.EXPORTS_OPEN || milestone == Milestone.REFUND_DATE;
    }

    @Override
    public void act(Group group) {
        jobs.advance(MembershipWork.job(group.id()), queue, MembershipRules.since(group.dates(), clock.instant()));
    }
}
