package sundown.refund;

import java.time.Instant;
import java.util.Optional;
import sundown.account.Money;

/** Where a refund stands; it only moves forward in this order. */
public sealed interface RefundState {
    /**
     * It is to be made.
     *
     * @param trigger what makes it due: the refund date, unless the user has finished before
     * @param dueAt when
     */
    record Intent(Trigger trigger, Instant dueAt) implements RefundState {}

    /**
     * The payment service has been asked, or is about to be; it is not known what came of it, unless nothing did.
     *
     * @param firstAt when it was first asked, from which the idempotency key follows and its life counts
     * @param attempt how often it was asked since; 0 when it has said that it made nothing, for want of money
     * @param checkAt when to look what came of it
     */
    record Sent(Instant firstAt, int attempt, Instant checkAt) implements RefundState {
        /** True when it is certain that nothing was made. It is asked for anew then, with a key of its own. */
        public boolean unmade() {
            return attempt == 0;
        }
    }

    /**
     * The payment service has it in hand.
     *
     * @param since when that was first known
     * @param checkAt when to look again
     */
    record Pending(RefundId refund, Instant since, Instant checkAt) implements RefundState {}

    /**
     * The money is on its way back.
     *
     * @param amount as the payment service says
     */
    record Succeeded(RefundId refund, Money amount, Instant at) implements RefundState {}

    /**
     * People must see to it.
     *
     * @param refund the one that failed, where there is one
     */
    record Manual(ManualReason reason, Optional<RefundId> refund, Instant at) implements RefundState {}

    /**
     * People have seen to it.
     *
     * @param by the operator's name
     * @param note what he did, in his words
     */
    record Resolved(ManualReason reason, String by, String note, Instant at) implements RefundState {}

    /** The name in the ledger, in lists and in views. */
    default StateName name() {
        return switch (this) {
            case Intent ignored -> StateName.INTENT;
            case Sent ignored -> StateName.SENT;
            case Pending ignored -> StateName.PENDING;
            case Succeeded ignored -> StateName.SUCCEEDED;
            case Manual ignored -> StateName.MANUAL;
            case Resolved ignored -> StateName.RESOLVED;
        };
    }

    /** When the sweep is to look after it; nothing when it has come to an end. */
    default Optional<Instant> wakeAt() {
        return switch (this) {
            case Intent intent -> Optional.of(intent.dueAt());
            case Sent sent -> Optional.of(sent.checkAt());
            case Pending pending -> Optional.of(pending.checkAt());
            case Succeeded ignored -> Optional.empty();
            case Manual ignored -> Optional.empty();
            case Resolved ignored -> Optional.empty();
        };
    }

    /** The names of the states; stable. */
    enum StateName {
        INTENT,
        SENT,
        PENDING,
        SUCCEEDED,
        MANUAL,
        RESOLVED
    }
}
