package sundown.simulation;

import sundown.refund.Refund;
import sundown.refund.RefundState;

/** Which changes of a refund there may be. */
final class RefundTransitions {
    private RefundTransitions() {}

    static void check(Refund before, Refund after) {
        String change = before + " -> " + after;
        Violation.unless(
                before.in(after.state()).saved().equals(after), "nothing of a refund changes but its state", change);
        Violation.unless(
                before.state().name().compareTo(after.state().name()) <= 0, "a refund moves forward only", change);
        if (before.state() instanceof RefundState.Sent earlier && after.state() instanceof RefundState.Sent later) {
            Violation.unless(
                    earlier.firstAt().equals(later.firstAt()) && earlier.attempt() <= later.attempt(),
                    "the day begins when a refund was first asked for",
                    change);
        }
        if (before.state() instanceof RefundState.Pending earlier
                && after.state() instanceof RefundState.Pending later) {
            Violation.unless(
                    earlier.since().equals(later.since()), "a refund is in hand since it was first known", change);
        }
    }
}
