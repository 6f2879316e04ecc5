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

/**
 * A payment service that tells of its balance, and reports of itself what has changed. A call without a reliable answer
 * fails with a retryable failure.
 */
public interface ReportingService extends PaymentService {
    /** A refund as it is now, or nothing when there is none. */
    Optional<PaidBack> refund(RefundId refund);

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
}
