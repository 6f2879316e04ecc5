package sundown.refund;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import sundown.edge.MessageQueue;
import sundown.job.ChunkMessage;
import sundown.job.Jobs;
import sundown.metrics.Fault;
import sundown.milestone.Milestone;
import sundown.milestone.Milestone.MilestoneHandler;
import sundown.refund.RefundState.StateName;
import sundown.timeline.Group;
import sundown.timeline.GroupTask;
import sundown.timeline.RefundLead;
import sundown.timeline.TimelineStore;

/**
 * Begins to request the refunds of a group that still wait. Begins a new run each time the refund date comes, because
 * the date may have moved in between. A refund that is recorded later is due at once; the worker that records it
 * requests it. As a task of the sweep, it begins what no date has begun, sends late chunks again, and reports a fee
 * that waits in the days that were left for people.
 */
@Singleton
public record RefundsBegin(
        TimelineStore timelines,
        Jobs jobs,
        @Named(WaitingRefundsWork.QUEUE) MessageQueue<ChunkMessage> queue,
        RefundLedger ledger,
        RefundLead lead,
        Clock clock)
        implements GroupTask, MilestoneHandler {
    private static final Logger LOG = Logger.getLogger(RefundsBegin.class);
    private static final int PAGE_ROWS = 1_000;

    /** The fees that wait the longest come first. */
    private static final int DUE_LOOKED_AT = 100;

    /** A fee that was recorded in the last days of all has as long. */
    private static final Duration ON_ITS_WAY = Duration.ofDays(1);

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
        Instant now = clock.instant();
        Instant refundBy = group.dates().refundBy();
        if (!now.isBefore(lead.throughBy(refundBy)) && waits(group, now.minus(ON_ITS_WAY))) {
            LOG.errorf("fees of group %s wait, and are to be back by %s", group.id(), refundBy);
            Fault.LATE_FEES.report();
        }
        return WaitingRefundsWork.due(group, now) ? advance(group, group.dates().refundsBegin()) : 0;
    }

    /** True when a fee of the group waits since then. Fees of other groups that are not due yet are not read. */
    private boolean waits(Group group, Instant since) {
        return Stream.concat(
                        ledger.listDue(since, DUE_LOOKED_AT).stream().flatMap(charge -> ledger.find(charge).stream()),
                        Stream.of(StateName.SENT, StateName.PENDING)
                                .flatMap(state -> RefundLedger.all(ledger, state, Optional.empty(), PAGE_ROWS)))
                .anyMatch(refund -> refund.group().equals(group.id())
                        && refund.state().wakeAt().isPresent()
                        && !refund.openedAt().isAfter(since));
    }

    private int advance(Group group, Instant since) {
        return jobs.advance(WaitingRefundsWork.job(group), RefundLedger.PARTS, queue, since);
    }
}
