package sundown.google.play;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import sundown.account.Membership.ChargeId;
import sundown.account.Money;
import sundown.edge.Json;
import sundown.refund.PaymentService.Charge;
import sundown.refund.PaymentService.PaidBack;
import sundown.refund.PaymentService.PaidBack.Status;
import sundown.refund.PaymentService.RefundId;

/**
 * An order as Google Play has it. Google keeps no metadata of a refund, and refunds an order in whole once: a refund of
 * all that was left counts as ours, whoever requested it, because the fee has gone back and nobody has to act. A part
 * that went back, and a charge that a bank took back, are of others.
 *
 * @param parts refunds of a part, each of them made by others, for example in the Play Console
 * @param chargedBack whether the member's bank took the money back
 * @see <a href="https://developers.google.com/android-publisher/api-ref/rest/v3/orders">The order</a>
 */
record PlayOrder(State state, Money total, List<Part> parts, boolean chargedBack) {
    /** Google's states of an order. */
    enum State {
        /** The order is not paid yet. */
        PENDING,
        PROCESSED,
        /** The order was cancelled before it was paid. */
        CANCELED,
        PENDING_REFUND,
        PARTIALLY_REFUNDED,
        REFUNDED
    }

    record Part(Money amount, boolean done) {}

    PlayOrder {
        parts = List.copyOf(parts);
    }

    /**
     * Reads an order.
     *
     * @throws IllegalArgumentException when a part of it is missing or unknown
     */
    static PlayOrder read(JsonNode order) {
        JsonNode history = order.path("orderHistory");
        return new PlayOrder(
                State.valueOf(Json.text(order, "state")),
                money(order.path("total")),
                history.path("partialRefundEvents").valueStream().map(PlayOrder::part).toList(),
                history.at("/refundEvent/refundReason").asText().equals("CHARGEBACK"));
    }

    private static Part part(JsonNode event) {
        return new Part(
                money(event.at("/refundDetails/total")),
                event.path("state").asText().equals("PROCESSED_SUCCESSFULLY"));
    }

    /** Whole units, and billionths of one; what is zero is left out. */
    private static Money money(JsonNode amount) {
        Currency currency = Currency.getInstance(Json.text(amount, "currencyCode"));
        try {
            return new Money(
                    new BigDecimal(amount.path("units").asText("0"))
                            .add(BigDecimal.valueOf(amount.path("nanos").asLong(), 9))
                            .movePointRight(currency.getDefaultFractionDigits())
                            .longValueExact(),
                    currency);
        } catch (ArithmeticException parts) {
            throw new IllegalArgumentException("the currency has no such amount", parts);
        }
    }

    Charge charge() {
        boolean paid = state != State.PENDING && state != State.CANCELED;
        long back = state == State.REFUNDED ? total.minorUnits() : partly(true);
        return new Charge(total, paid, back, chargedBack);
    }

    /** The refunds of the order. */
    List<PaidBack> refunds(ChargeId charge) {
        return Stream.concat(
                        whole(charge).stream(),
                        IntStream.range(0, parts.size()).mapToObj(number -> partly(charge, number)))
                .toList();
    }

    /** The refund of all that was left; nothing when there is none, or a part is all that is under way. */
    Optional<PaidBack> whole(ChargeId charge) {
        long rest = total.minorUnits() - partly(true);
        boolean made = state == State.REFUNDED;
        boolean underWay = state == State.PENDING_REFUND && partly(false) == 0;
        return (made || underWay) && rest > 0
                ? Optional.of(new PaidBack(
                        new RefundId(charge.value()),
                        charge,
                        new Money(rest, total.currency()),
                        made ? Status.SUCCEEDED : Status.PENDING,
                        !chargedBack))
                : Optional.empty();
    }

    private PaidBack partly(ChargeId charge, int number) {
        Part part = parts.get(number);
        RefundId id = new RefundId(charge.value() + "_" + number);
        return new PaidBack(id, charge, part.amount(), part.done() ? Status.SUCCEEDED : Status.PENDING, false);
    }

    private long partly(boolean done) {
        return parts.stream()
                .filter(part -> part.done() == done)
                .mapToLong(part -> part.amount().minorUnits())
                .sum();
    }
}
