package sundown.google.play;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
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
 * @param partly the minor units that went back in parts, for example through the Play Console
 * @param comingPartly the minor units of parts that are under way
 * @param chargedBack whether the member's bank took the money back
 * @see <a href="https://developers.google.com/android-publisher/api-ref/rest/v3/orders">The order</a>
 */
record PlayOrder(State state, Money total, long partly, long comingPartly, boolean chargedBack) {
    private static final String DONE = "PROCESSED_SUCCESSFULLY";

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
                parts(history, true),
                parts(history, false),
                history.at("/refundEvent/refundReason").asText().equals("CHARGEBACK"));
    }

    private static long parts(JsonNode history, boolean done) {
        return history.path("partialRefundEvents")
                .valueStream()
                .filter(part -> part.path("state").asText().equals(DONE) == done)
                .mapToLong(part -> money(part.at("/refundDetails/total")).minorUnits())
                .sum();
    }

    /** Whole units, and billionths of one; what is zero is left out. */
    private static Money money(JsonNode amount) {
        Currency currency = Currency.getInstance(Json.text(amount, "currencyCode"));
        try {
            BigDecimal units = new BigDecimal(amount.path("units").asText("0"));
            BigDecimal whole = units.add(BigDecimal.valueOf(amount.path("nanos").asLong(), 9));
            return new Money(
                    whole.movePointRight(currency.getDefaultFractionDigits()).longValueExact(), currency);
        } catch (ArithmeticException fraction) {
            throw new IllegalArgumentException("the currency has no such amount", fraction);
        }
    }

    Charge charge() {
        boolean paid = state != State.PENDING && state != State.CANCELED;
        return new Charge(total, paid, state == State.REFUNDED ? total.minorUnits() : partly, chargedBack);
    }

    /** The refunds of the order. */
    List<PaidBack> refunds(ChargeId order) {
        return Stream.of(
                        whole(order),
                        refund(order, "_parts", partly, Status.SUCCEEDED, false),
                        refund(order, "_coming", comingPartly, Status.PENDING, false))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The refund of all that was left; nothing when there is none, or a part is all that is under way. */
    Optional<PaidBack> whole(ChargeId order) {
        boolean made = state == State.REFUNDED;
        boolean shown = made || (state == State.PENDING_REFUND && comingPartly == 0);
        return refund(
                order,
                "",
                shown ? total.minorUnits() - partly : 0,
                made ? Status.SUCCEEDED : Status.PENDING,
                !chargedBack);
    }

    private Optional<PaidBack> refund(ChargeId order, String suffix, long amount, Status status, boolean ours) {
        return Optional.of(amount)
                .filter(any -> any > 0)
                .map(any -> new PaidBack(
                        new RefundId(order.value() + suffix), order, new Money(any, total.currency()), status, ours));
    }
}
