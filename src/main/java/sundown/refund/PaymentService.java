package sundown.refund;

import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import sundown.account.Membership.ChargeId;
import sundown.account.Membership.SubscriptionId;
import sundown.account.Money;
import sundown.account.PaidThrough;
import sundown.refund.RefundState.ManualReason;

/**
 * A service that took fees, and gives them back. A call without a reliable answer fails with a retryable failure; the
 * service may still have done what it was asked.
 */
public interface PaymentService {
    /** The service that this is. */
    PaidThrough through();

    /**
     * Refunds a charge, as far as others have not refunded it. A repeated request within a day has no effect and gets
     * the same answer: its idempotency key follows from the charge and the time of the first request. After a day the
     * service may have forgotten the key.
     *
     * @param firstAt another time makes another request, limited only by the amount of the charge
     */
    Answer refund(ChargeId charge, Instant firstAt);

    /** Returns a charge; empty if the account that the key is for has no charge of this id. */
    Optional<Charge> charge(ChargeId charge);

    /**
     * A charge.
     *
     * @param paid whether the money was taken
     * @param refundedMinorUnits how much of it went back
     * @param disputed whether its member disputes it at their bank, or did
     */
    record Charge(Money amount, boolean paid, long refundedMinorUnits, boolean disputed) {}

    /** All refunds of a charge, as they are now; empty when the charge is unknown. */
    List<PaidBack> refunds(ChargeId charge);

    /** A subscription as it is now. */
    SubscriptionStatus subscription(SubscriptionId subscription);

    /**
     * Ends a subscription at once: it charges nothing any more, makes no last invoice, and credits nothing. A repeated
     * request has no effect, however late. {@link #subscription} tells whether the subscription has ended.
     */
    void end(SubscriptionId subscription);

    /** The status of a subscription. */
    enum SubscriptionStatus {
        /** The subscription may charge its customer again. */
        RUNNING,
        /** The subscription never charges again. */
        ENDED,
        /** There is none, or the account that the key is for has none. */
        UNKNOWN
    }

    /** The result of a request. */
    sealed interface Answer {
        /** The refund is made. */
        record Made(PaidBack refund) implements Answer {}

        /** The charge has been refunded already, by us or by others: look it up. */
        record AlreadyRefunded() implements Answer {}

        /** Nothing was made: the account lacks the money, for every refund, until the operator tops it up. */
        record Unfunded() implements Answer {}

        /** The refund cannot be made; repeating the request does not help. */
        record Refused(ManualReason why) implements Answer {}
    }

    /**
     * A refund as the payment service has it.
     *
     * @param ours true when this ledger made it, according to its metadata
     */
    record PaidBack(RefundId id, ChargeId charge, Money amount, Status status, boolean ours) {
        /** The status of the refund. */
        public enum Status {
            /** The refund is in progress. */
            PENDING,
            /** The refund waits for the member, to whom the payment service has written. */
            REQUIRES_ACTION,
            /** The refund is done, as far as the payment service can say; it may still fail days later. */
            SUCCEEDED,
            /** The money came back, or the refund was cancelled. */
            FAILED
        }
    }

    /**
     * Names a refund at the payment service. Only that service and the operator may see it.
     *
     * @param value 1 to 255 letters, digits, {@code .}, {@code -} and {@code _}
     */
    @RegisterForReflection
    record RefundId(@JsonValue String value) {
        private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,255}");

        public RefundId {
            if (!FORM.matcher(value).matches()) {
                throw new IllegalArgumentException("not a refund id");
            }
        }

        @Override
        public String toString() {
            return "RefundId[***]";
        }
    }
}
