package sundown.simulation.invariant;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import sundown.refund.RefundLedger.Refund;
import sundown.refund.RefundLedger.Refund.Trigger;
import sundown.refund.RefundState;
import sundown.simulation.cloud.RefundCloud;
import sundown.simulation.run.Calendar;
import sundown.simulation.run.Violation;
import sundown.simulation.run.WorldTime;

/**
 * What must hold of the fees that wait for the refund date once it has been acted on.
 *
 * @param begun true when a run through the ledger has begun since a refund date
 * @param sentFor true when such a run has nothing left to do
 */
public record WaitingFees(
        RefundCloud refunds, Predicate<Instant> begun, Predicate<Instant> sentFor, Calendar calendar, WorldTime time) {
    private static final Duration MOST_SKEW = Duration.ofSeconds(10);

    /** True when those that wait are being sent for since a refund date, or have been. */
    public boolean areSentForSince(Instant date) {
        return begun.test(date);
    }

    /**
     * Checks that none waits for a later date, once all have been sent for.
     *
     * @param acted the refund date that was acted on; where it is in force no more, fees may wait for the one that is
     */
    public void check(Instant acted) {
        if (acted.equals(calendar.refundBy()) && sentFor.test(acted)) {
            refunds.rows().forEach(this::check);
        }
    }

    private void check(Refund row) {
        boolean late = row.state() instanceof RefundState.Intent intent
                && intent.trigger() == Trigger.REFUNDS_BEGIN
                && intent.dueAt().isAfter(time.now().plus(MOST_SKEW));
        Violation.unless(!late, "no fee waits past the refund date", calendar.refundBy() + ", " + row);
    }
}
