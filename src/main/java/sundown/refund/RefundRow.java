package sundown.refund;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;
import sundown.account.Money;

/**
 * A row of the ledger as the operator sees it. Instants are ISO 8601 in UTC.
 *
 * @param since when it came to its state; for one that waits, when it is due
 * @param reason why people must see to it, or had to
 */
@RegisterForReflection
public record RefundRow(
        String chargeId,
        String userId,
        String group,
        String state,
        long amountMinorUnits,
        String currency,
        String since,
        Optional<String> refundId,
        Optional<String> reason,
        Optional<String> resolvedBy,
        Optional<String> note) {

    /** The view of a row. */
    public static RefundRow of(Refund refund) {
        Money amount = amount(refund);
        return new RefundRow(
                refund.charge().value(),
                refund.user().value(),
                refund.group().value(),
                refund.state().name().name(),
                amount.minorUnits(),
                amount.currency().getCurrencyCode(),
                since(refund.state()).toString(),
                refundId(refund.state()).map(RefundId::value),
                reason(refund.state()).map(Enum::name),
                refund.state() instanceof RefundState.Resolved resolved ? Optional.of(resolved.by()) : Optional.empty(),
                refund.state() instanceof RefundState.Resolved resolved
                        ? Optional.of(resolved.note())
                        : Optional.empty());
    }

    /** What went back, or is to go back. */
    static Money amount(Refund refund) {
        return refund.state() instanceof RefundState.Succeeded succeeded ? succeeded.amount() : refund.fee();
    }

    private static Instant since(RefundState state) {
        return switch (state) {
            case RefundState.Intent intent -> intent.dueAt();
            case RefundState.Sent sent -> sent.firstAt();
            case RefundState.Pending pending -> pending.since();
            case RefundState.Succeeded succeeded -> succeeded.at();
            case RefundState.Manual manual -> manual.at();
            case RefundState.Resolved resolved -> resolved.at();
        };
    }

    private static Optional<RefundId> refundId(RefundState state) {
        return switch (state) {
            case RefundState.Intent ignored -> Optional.empty();
            case RefundState.Sent ignored -> Optional.empty();
            case RefundState.Pending pending -> Optional.of(pending.refund());
            case RefundState.Succeeded succeeded -> Optional.of(succeeded.refund());
            case RefundState.Manual manual -> manual.refund();
            case RefundState.Resolved ignored -> Optional.empty();
        };
    }

    private static Optional<ManualReason> reason(RefundState state) {
        return switch (state) {
            case RefundState.Intent ignored -> Optional.empty();
            case RefundState.Sent ignored -> Optional.empty();
            case RefundState.Pending ignored -> Optional.empty();
            case RefundState.Succeeded ignored -> Optional.empty();
            case RefundState.Manual manual -> Optional.of(manual.reason());
            case RefundState.Resolved resolved -> Optional.of(resolved.reason());
        };
    }

    /** It holds payment ids. */
    @Override
    public String toString() {
        return "RefundRow[" + userId + ", " + state + "]";
    }
}
