package sundown.refund;

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
 * Begins to request the refunds of a group that still wait. Begins a new run each time the refund date comes, because
 * the date may have moved in between. A refund that is recorded later is due at once; the worker that records it
 * requests it. As a task of the sweep, it begins what no date has begun, and sends late chunks again.
 */
@Singleton
public record RefundsBegin(
        TimelineStore timelines,
        Jobs jobs,
        @Named(WaitingRefundsWork.QUEUE) MessageQueue<ChunkMessage> queue,
        Clock clock)
        implements GroupTask, MilestoneHandler {

    @Override
    public boolean actsAt(Milestone milestone) {
        return milestone == Milestone.Fixed.REFUNDS_BEGIN;
    }

    @Override
    public void act(Group group) {
        advance(group, clock.instant());
    }

    @Override
    public TaskName name() {
        return TaskName.REFUND_DATES;
    }

    @Override
    public int advance(Group group) {
        return WaitingRefundsWork.due(group, clock.instant())
                ? advance(group, group.dates().refundsBegin())
                : 0;
    }

    private int advance(Group group, Instant since) {
        return jobs.advance(WaitingRefundsWork.job(group), RefundLedger.PARTS, queue, since);
    }
}
