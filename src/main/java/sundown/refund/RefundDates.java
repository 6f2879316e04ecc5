package sundown.refund;

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
 * Begins to request the refunds of a group that still wait, at its refund date; also where an earlier run has come to
 * its end, because the date may have been moved later and back again, and fees wait for the later one since. A refund
 * that is recorded later is due at once; the worker that records it requests it.
 */
@Singleton
public final class RefundDates implements MilestoneHandler {
    private final Jobs jobs;
    private final MessageQueue<ChunkMessage> queue;
    private final Clock clock;

    RefundDates(Jobs jobs, @Named(RefundDatesWork.NAME) MessageQueue<ChunkMessage> queue, Clock clock) {
        this.jobs = jobs;
        this.queue = queue;
        this.clock = clock;
    }

    @Override
    public boolean actsAt(Milestone milestone) {
        return milestone == Milestone.REFUND_DATE;
    }

    @Override
    public void act(Group group) {
        jobs.advance(RefundDatesWork.job(group), RefundLedger.PARTS, queue, clock.instant());
    }
}
