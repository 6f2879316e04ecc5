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
    public static final String WAITS = "no fee waits when refunds have begun";
    public static final String DEADLINE = "all fees are back by the refund date";
    public static final String ALARM = "an alarm rings while a fee is late";
    private static final Duration MOST_SKEW = Duration.ofSeconds(10);

    /** In a day a refund becomes certain, and on the next one it is looked at. */
    private static final Duration CALM = Duration.ofDays(2);

    private static final Duration ON_ITS_WAY = Duration.ofDays(1);

    /** Clocks differ by seconds, and a run may go by the dates of some minutes ago. */
    private static final Duration GRACE = Duration.ofMinutes(10);

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
        if (acted.equals(calendar.refundsBegin()) && sentFor.test(acted)) {
            refunds.rows().forEach(this::check);
        }
    }

    private void check(Refund row) {
        boolean late = row.state() instanceof RefundState.Intent intent
                && intent.trigger() == Trigger.REFUNDS_BEGIN
                && intent.dueAt().isAfter(time.now().plus(MOST_SKEW));
        Violation.unless(!late, WAITS, calendar.refundsBegin() + ", " + row);
    }

    /**
     * Checks that all are back once the refund date has come. A bank may take longer; so may a fee that was recorded in
     * the last days, and all of them if something went wrong in these.
     */
    public void checkDeadline(Instant calmSince) {
        Instant latest = calendar.refundBy().minus(CALM);
        if (time.now().isAfter(calendar.refundBy())
                && !calmSince.isAfter(latest)
                && !movedAt().isAfter(latest)) {
            refunds.rows().stream()
                    .filter(row -> !row.openedAt().isAfter(latest))
                    .forEach(row -> Violation.unless(!waits(row), DEADLINE, calendar.refundBy() + ", " + row));
        }
    }

    private Instant movedAt() {
        return calendar.timelines.current().at().orElse(Instant.MIN);
    }

    private boolean waits(Refund row) {
        return switch (row.state()) {
            case RefundState.Intent _, RefundState.Sent _ -> true;
            case RefundState.Pending pending -> !isLookedUp(pending);
            case RefundState.Ended _ -> false;
        };
    }

    /** While a bank processes a refund, it is looked up every six hours. */
    private boolean isLookedUp(RefundState.Pending pending) {
        return pending.checkAt().isAfter(calendar.refundBy().minus(ON_ITS_WAY))
                && pending.checkAt().isBefore(time.now().plus(ON_ITS_WAY));
    }

    /** True when a fee waits in the margin before the refund date, or after that date, for more than a day. */
    public boolean areLate(Instant now) {
        Instant since = now.minus(ON_ITS_WAY).minus(GRACE);
        return now.isAfter(calendar.refundsThroughBy().plus(GRACE))
                && now.isAfter(movedAt().plus(GRACE))
                && refunds.rows().stream().anyMatch(row -> isLate(row, since));
    }

    private static boolean isLate(Refund row, Instant since) {
        return !row.openedAt().isAfter(since)
                && switch (row.state()) {
                    case RefundState.Intent intent -> !intent.dueAt().isAfter(since);
                    case RefundState.UnderWay _ -> true;
                    case RefundState.Ended _ -> false;
                };
    }
}
