package sundown.refund;

import java.time.Instant;
import java.util.Optional;
import sundown.account.Money;
import sundown.operator.Operator;
import sundown.refund.PaymentService.RefundId;
import sundown.refund.RefundLedger.Refund.Trigger;

/** The state of a refund; it only moves forward in this order. */
public sealed interface RefundState {
    /**
     * The refund is to be made.
     *
     * @param trigger what makes it due: the refund date, unless the user finishes earlier
     */
    record Intent(Trigger trigger, Instant dueAt) implements RefundState {}

    /** The payment service is asked until the result is final. */
    sealed interface UnderWay extends RefundState {
        /** When to look again. */
        Instant checkAt();
    }

    /**
     * The payment service has been asked, or is about to be; or nothing was made ({@link #unmade()}).
     *
     * @param firstAt when it was first asked; the idempotency key and its lifetime follow from this. If nothing was
     *     made, the next request has a time of its own
     * @param attempt how often it was asked since; 0 when it is certain that nothing was made: the account has no
     *     money, or the charge could not be read
     */
    record Sent(Instant firstAt, int attempt, Instant checkAt) implements UnderWay {
        /** True when it is certain that nothing was made. The refund is then requested again, with a new key. */
        public boolean unmade() {
            return attempt == 0;
        }
    }

    /**
     * The payment service is processing it.
     *
     * @param since when that was first known
     * @param userActs true when the member must act first: the payment service has written to them
     */
    record Pending(RefundId refund, Instant since, Instant checkAt, boolean userActs) implements UnderWay {}

    /** The sweep has nothing more to do. */
    sealed interface Ended extends RefundState {}

    /** People decide about it, or have decided. */
    sealed interface WithPeople extends Ended {}

    /** People decide about it. */
    sealed interface Open extends WithPeople {
        ManualReason reason();
    }

    /**
     * The fee was paid where no refund can be requested from here: its member asks there, or people send it back.
     *
     * @param at when that was recorded
     */
    record Elsewhere(Instant at) implements Open {
        @Override
        public ManualReason reason() {
            return ManualReason.PAID_ELSEWHERE;
        }
    }

    /**
     * The payment service has sent the money back.
     *
     * @param amount as reported by the payment service
     */
    record Succeeded(RefundId refund, Money amount, Instant at) implements Ended {}

    /**
     * People must resolve it.
     *
     * @param refund the refund that failed or did not end, if one was made
     */
    record Manual(ManualReason reason, Optional<RefundId> refund, Instant at) implements Open {}

    /**
     * People have resolved it.
     *
     * @param by the operator's name
     * @param note what they did, in their words
     */
    record Resolved(ManualReason reason, Operator by, String note, Instant at) implements WithPeople {}

    /** The name in the ledger, in lists and in views. */
    default StateName name() {
        return switch (this) {
            case Intent _ -> StateName.INTENT;
            case Sent _ -> StateName.SENT;
            case Pending _ -> StateName.PENDING;
            case Succeeded _ -> StateName.SUCCEEDED;
            case Elsewhere _ -> StateName.ELSEWHERE;
            case Manual _ -> StateName.MANUAL;
            case Resolved _ -> StateName.RESOLVED;
        };
    }

    /** The time at which the sweep processes the refund; empty once it has ended. */
    default Optional<Instant> wakeAt() {
        return switch (this) {
            case Intent intent -> Optional.of(intent.dueAt());
            case UnderWay underWay -> Optional.of(underWay.checkAt());
            case Ended _ -> Optional.empty();
        };
    }

    /** The names of the states; stable. */
    enum StateName {
        INTENT,
        SENT,
        PENDING,
        SUCCEEDED,
        ELSEWHERE,
        MANUAL,
        RESOLVED
    }

    /** Why people must resolve a refund; the names are stable. */
    enum ManualReason {
        /** After a day it is still unknown whether the payment service made it. */
        UNCERTAIN,
        /** The payment service made it, and the money came back, for example because the card has expired. */
        REFUND_FAILED,
        /** The payment service has been processing it for too long. */
        PENDING_TOO_LONG,
        /** Somebody else refunded the fee, or a part of it. */
        REFUNDED_BY_OTHERS,
        /** The payment service knows no such charge. */
        UNKNOWN_CHARGE,
        /** The charge belongs to another account. */
        ANOTHER_ACCOUNT,
        /** The charge took more than the fee, or another currency, so nothing was refunded. */
        ANOTHER_AMOUNT,
        /** The time in which the payment service takes a refund had ended. */
        TOO_LATE,
        /** The member disputes the charge at their bank, which decides: a refund would pay twice. */
        DISPUTED,
        /** The fee was paid where no refund can be requested from here. */
        PAID_ELSEWHERE,
        /** The payment service refused for another reason; see the log. */
        REFUSED
    }
}
