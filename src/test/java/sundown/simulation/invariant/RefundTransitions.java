package sundown.simulation.invariant;

import sundown.refund.RefundLedger.Refund;
import sundown.refund.RefundState;
import sundown.refund.RefundState.ManualReason;
import sundown.simulation.run.Violation;

/** Which changes of a refund there may be. */
public final class RefundTransitions {
    public static final String IN_HAND = "a refund is in hand since it was first known";
    public static final String FORWARD = "a refund moves forward only";
    public static final String DAY = "the day begins when a refund was first asked for";

    private RefundTransitions() {}

    public static void check(Refund before, Refund after) {
        String change = before + " -> " + after;
        Violation.unless(
                before.withState(after.state()).saved().equals(after),
                "nothing of a refund changes but its state",
                change);
        Violation.unless(before.state().name().compareTo(after.state().name()) <= 0, FORWARD, change);
        if (before.state() instanceof RefundState.Sent earlier && after.state() instanceof RefundState.Sent later) {
            Violation.unless(isOfOneDay(earlier, later), DAY, change);
        }
        if (before.state() instanceof RefundState.Sent earlier && after.state() instanceof RefundState.Manual manual) {
            Violation.unless(
                    !earlier.unmade() || manual.reason() != ManualReason.UNCERTAIN,
                    "a row that is certain that nothing was made is not uncertain",
                    change);
        }
        if (before.state() instanceof RefundState.Pending earlier
                && after.state() instanceof RefundState.Pending later) {
            Violation.unless(earlier.since().equals(later.since()), IN_HAND, change);
        }
    }

    /** Another day begins where nothing came of the one before. */
    private static boolean isOfOneDay(RefundState.Sent earlier, RefundState.Sent later) {
        if (earlier.unmade() || later.unmade()) {
            return later.attempt() <= 1 && !later.firstAt().isBefore(earlier.firstAt());
        }
        return earlier.firstAt().equals(later.firstAt()) && earlier.attempt() <= later.attempt();
    }
}
