package sundown.membership;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import sundown.edge.MessageQueue;
import sundown.job.ChunkMessage;
import sundown.job.Jobs;
import sundown.milestone.Milestone;
import sundown.milestone.Milestone.MilestoneHandler;
import sundown.timeline.Group;
import sundown.timeline.GroupTask;
import sundown.timeline.TimelineStore;

/**
 * Begins to cancel a group's memberships at its opening, and once more when its refunds begin, for members whom the
 * first run has missed. As a task of the sweep, it begins what no date has begun, and sends late chunks again.
 */
@Singleton
public record MembershipsEnd(
        TimelineStore timelines,
        Jobs jobs,
        @Named(MembershipWork.NAME) MessageQueue<ChunkMessage> queue,
        Clock clock) implements GroupTask, MilestoneHandler {

    @Override
    public boolean actsAt(Milestone milestone) {
        return milestone == Milestone.Fixed.EXPORTS_OPEN || milestone == Milestone.Fixed.REFUNDS_BEGIN;
    }

    @Override
    public void act(Group group) {
        advance(group);
    }

    @Override
    public TaskName name() {
        return TaskName.MEMBERSHIPS;
    }

    @Override
    public int advance(Group group) {
        Instant now = clock.instant();
        return group.dates().opened(now)
                ? jobs.advance(MembershipWork.job(group.id()), queue, MembershipRules.visitedSince(group.dates(), now))
                : 0;
    }
}
