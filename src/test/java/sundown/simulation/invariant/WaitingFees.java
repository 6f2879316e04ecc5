package sundown.simulation.invariant;

import java.time.Duration;
import java.time.Instant;
import sundown.refund.Refund;
import sundown.refund.RefundState;
import sundown.refund.Trigger;
import sundown.simulation.cloud.RefundCloud;
import sundown.simulation.run.Calendar;
import sundown.simulation.run.Violation;
import sundown.simulation.run.WorldTime;

/** What must hold of the fees that wait for the refund date once it has been acted on. */
public record WaitingFees(RefundCloud refunds, Calendar calendar, WorldTime time) {
    private static final Duration MOST_SKEW = Duration.ofSeconds(10);

    /**
     * Checks that none waits for a later date.
     *
     * @param acted the refund date that was acted on; where it is in force no more, fees may wait for the one that is
     */
    public void check(Instant acted) {
        if (acted.equals(calendar.refundBy())) {
            refunds.rows().forEach(this::check);
        }
    }

    private void check(Refund row) {
        boolean late = row.state() instanceof RefundState.Intent intent
                && intent.trigger() == Trigger.REFUND_DATE
                && intent.dueAt().isAfter(time.now().plus(MOST_SKEW));
        Violation.unless(!late, "no fee waits past the refund date", calendar.refundBy() + ", " + row);
    }
}
