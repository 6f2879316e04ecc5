package sundown.refund;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;
import sundown.account.ChargeId;
import sundown.failure.LoggableFailure;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.sweep.Round;
import sundown.timeline.TimelineStore;

/** The sweep of the refunds: makes those whose date has come, and brings those that are under way to an end. */
@Singleton
public final class RefundRound implements Round {
    private static final Logger LOG = Logger.getLogger(RefundRound.class);
    private static final int AT_ONCE = 100;

    private final RefundLedger ledger;
    private final RefundWorker worker;
    private final TimelineStore timelines;
    private final Clock clock;

    RefundRound(RefundLedger ledger, RefundWorker worker, TimelineStore timelines, Clock clock) {
        this.ledger = ledger;
        this.worker = worker;
        this.timelines = timelines;
        this.clock = clock;
    }

    @Override
    public int run() {
        return ledger.due(clock.instant(), AT_ONCE).stream()
                .mapToInt(this::advanceOrLeave)
                .sum();
    }

    /** One row that cannot be seen to keeps no other waiting; it is due again at the next sweep. */
    private int advanceOrLeave(ChargeId charge) {
        try {
            return ledger.find(charge)
                            .filter(refund -> worker.advance(refund, refundBy(refund)))
                            .isPresent()
                    ? 1
                    : 0;
        } catch (RetryableFailure | PermanentFailure failed) {
            LOG.errorf(LoggableFailure.of(failed), "a refund could not be seen to");
            return 0;
        }
    }

    /** A group that has gone from the timeline keeps nobody's money. */
    private Instant refundBy(Refund refund) {
        return timelines.inForce().groups().stream()
                .filter(group -> group.id().equals(refund.group()))
                .map(group -> group.dates().refundBy())
                .findFirst()
                .orElse(Instant.EPOCH);
    }
}
