package sundown.refund;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import sundown.account.Membership.ChargeId;
import sundown.account.Membership.SubscriptionId;
import sundown.account.Money;
import sundown.refund.RefundState.ManualReason;

/**
 * The service that took the fees. A call without a reliable answer fails with a retryable failure; the service may
 * still have done what it was asked.
 */
public interface PaymentService {
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
     */
    record Charge(Money amount, boolean paid, long refundedMinorUnits) {}

    /** The balance from which fees are refunded. */
    Funds funds();

    /**
     * The balance.
     *
     * @param live false where the key is for tests, and no money moves
     * @param available an amount of each currency
     */
    record Funds(boolean live, List<Money> available) {
        public Funds {
            available = List.copyOf(available);
        }
    }

    /** All refunds of a charge, as they are now; empty when the charge is unknown. */
    List<PaidBack> refunds(ChargeId charge);

    /** A refund as it is now, or nothing when there is none. */
    Optional<PaidBack> refund(RefundId refund);

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

    /** Returns the payment of a subscription's invoice; empty while it is unpaid, or if there is no such invoice. */
    Optional<Payment> payment(InvoiceId invoice);

    /** A fee that a subscription has charged. */
    record Payment(SubscriptionId subscription, ChargeId charge, Money amount, Instant paidAt) {}

    /**
     * Reads a request that claims to be a webhook. Use only the id from it: the rest may be outdated.
     *
     * @param headers of the request, names in lower case
     */
    Word read(Map<String, String> headers, String body, Instant now);

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
            /** The refund is in progress; also while the user's bank must confirm it. */
            PENDING,
            /** The refund is done, as far as the payment service can say; it may still fail days later. */
            SUCCEEDED,
            /** The money came back, or the refund was cancelled. */
            FAILED
        }
    }

    /**
     * Returns a page of the events that webhooks report, the latest first; empty if the service does not know the event
     * of the page before.
     *
     * @param undelivered true for the events alone that a webhook could not report to all endpoints
     * @param after the last event of the page before
     */
    Optional<Events> events(Instant since, boolean undelivered, Optional<PaymentEventId> after);

    /** The time for which the service keeps events. */
    Duration EVENTS_KEPT = Duration.ofDays(30);

    /**
     * A page of events.
     *
     * @param more whether another page follows
     */
    record Events(List<Event> events, boolean more) {
        public Events {
            events = List.copyOf(events);
        }
    }

    /** An event that the service has kept. */
    record Event(PaymentEventId id, Report report) {}

    /** The content of a webhook. */
    sealed interface Word {
        /** The request was not signed by the service, or too long ago. */
        record Forged(String why) implements Word {}
    }

    /** A report of the service. */
    sealed interface Report extends Word {
        /** A refund has changed. */
        record OfRefund(RefundId refund) implements Report {}

        /** An invoice of a subscription was paid. */
        record OfPayment(InvoiceId invoice) implements Report {}

        /** Something else has happened. */
        record OfOthers() implements Report {}
    }

    /**
     * The id of an invoice of a subscription at the payment service. Only that service and the operator may see it.
     *
     * @param value 1 to 255 letters, digits, {@code -} and {@code _}
     */
    record InvoiceId(String value) {
        private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,255}");

        public InvoiceId {
            if (!FORM.matcher(value).matches()) {
                throw new IllegalArgumentException("not an invoice id");
            }
        }

        @Override
        public String toString() {
            return "InvoiceId[***]";
        }
    }

    /**
     * The id of an event at the payment service. Only that service and the operator may see it.
     *
     * @param value 1 to 255 letters, digits, {@code -} and {@code _}
     */
    @RegisterForReflection
    record PaymentEventId(@JsonValue String value) {
        private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,255}");

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        public PaymentEventId {
            if (!FORM.matcher(value).matches()) {
                throw new IllegalArgumentException("not the id of an event");
            }
        }

        @Override
        public String toString() {
            return "PaymentEventId[***]";
        }
    }

    /**
     * Names a refund at the payment service. Only that service and the operator may see it.
     *
     * @param value 1 to 255 letters, digits, {@code -} and {@code _}
     */
    @RegisterForReflection
    record RefundId(@JsonValue String value) {
        private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,255}");

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
