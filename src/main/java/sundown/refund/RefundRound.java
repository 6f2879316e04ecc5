package sundown.refund;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import org.jboss.logging.Logger;
import sundown.account.ChargeId;
import sundown.failure.LoggableFailure;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.sweep.Round;

/**
 * The sweep of the refunds: makes those whose date has come, and brings those that are under way to an end. Where the
 * payment service gives no answer it is not asked for each: else a day of silence would keep the sweep from everything
 * else, and rows from people when their time is over. Nor does what it did not answer count as seen to: else the sweep
 * would come back at once and ask for two others, and two others, for as long as it lasts.
 */
@Singleton
public final class RefundRound implements Round {
    private static final Logger LOG = Logger.getLogger(RefundRound.class);
    private static final int AT_ONCE = 500;

    /** The other rounds have their time, too; a call that waits for its answer may come on top. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final RefundLedger ledger;
    private final RefundWorker worker;
    private final Clock clock;

    RefundRound(RefundLedger ledger, RefundWorker worker, Clock clock) {
        this.ledger = ledger;
        this.worker = worker;
        this.clock = clock;
    }

    @Override
    public int run() {
        Instant end = clock.instant().plus(LONGEST);
        Iterator<ChargeId> due = ledger.due(clock.instant(), AT_ONCE).iterator();
        int seenTo = 0;
        int unanswered = 0;
        boolean silence = false;
        while (due.hasNext() && (silence || unanswered > 0 || clock.instant().isBefore(end))) {
            RefundWorker.Outcome outcome = seeTo(due.next(), silence);
            seenTo += outcome == RefundWorker.Outcome.DONE ? 1 : 0;
            unanswered = outcome == RefundWorker.Outcome.UNANSWERED ? unanswered + 1 : 0;
            silence = silence || unanswered == Silence.UNANSWERED;
        }
        return seenTo;
    }

    /** One row that cannot be seen to keeps no other waiting; it is due again at the next sweep. */
    private RefundWorker.Outcome seeTo(ChargeId charge, boolean silence) {
        try {
            Optional<Refund> row = ledger.find(charge);
            return row.map(refund -> silence ? worker.leave(refund) : worker.advance(refund))
                    .orElse(RefundWorker.Outcome.NOTHING);
        } catch (RetryableFailure | PermanentFailure failed) {
            LOG.errorf(LoggableFailure.of(failed), "a refund could not be seen to");
            return RefundWorker.Outcome.NOTHING;
        }
    }
}
