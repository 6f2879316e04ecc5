package sundown.simulation.port;

import java.util.Optional;
import sundown.refund.ManualReason;
import sundown.refund.Refund;
import sundown.refund.RefundLedger;
import sundown.refund.RefundState;
import sundown.refund.Trigger;
import sundown.simulation.invariant.Bank;
import sundown.simulation.invariant.RefundTransitions;
import sundown.simulation.invariant.RefundTruths;
import sundown.simulation.run.Surroundings;
import sundown.simulation.run.Violation;

/** Checks every change of a refund at the moment at which it is made. */
public record WatchedRefunds(RefundLedger real, Bank bank, Surroundings around) {
    public static final String CERTAIN = "a worker that has seen a refund is certain of it";

    public Refund open(Refund intent) {
        Violation.unless(
                bank.chargesOf(intent.user()).contains(intent.charge()),
                "a row is of a member and a charge of theirs",
                intent);
        if (intent.state() instanceof RefundState.Intent due && due.trigger() == Trigger.PAID_AFTER_CANCELLATION) {
            bank.subscriptions.requireLate(intent.charge());
        }
        return real.open(intent);
    }

    public Optional<Refund> save(Refund refund) {
        Refund before = real.find(refund.charge()).orElseThrow();
        Optional<Refund> saved = real.save(refund);
        saved.ifPresent(after -> saved(before, after));
        return saved;
    }

    private void saved(Refund before, Refund after) {
        around.trace()
                .say(() ->
                        "    " + around.runs().current() + " saves refund of " + after.user() + ", " + after.state());
        RefundTransitions.check(before, after);
        if (before.state().name() != after.state().name()) {
            entered(after);
        }
    }

    private void entered(Refund after) {
        switch (after.state()) {
            case RefundState.Succeeded succeeded -> {
                around.coverage().count("refunds made");
                RefundTruths.check(after, succeeded, bank.refunds(after.charge()));
            }
            case RefundState.Manual manual -> {
                around.coverage().count("refunds manual " + manual.reason());
                Violation.unless(
                        manual.reason() != ManualReason.UNCERTAIN
                                || !around.runs().current().knowsOfRefund(after.charge()),
                        CERTAIN,
                        after);
                RefundTruths.check(manual, bank.refunds(after.charge()));
            }
            case RefundState.Pending ignored -> around.coverage().count("refunds pending");
            case RefundState.Sent ignored -> around.coverage().count("refunds asked for");
            case RefundState.Intent ignored -> {}
            case RefundState.Resolved ignored -> {}
        }
    }
}
