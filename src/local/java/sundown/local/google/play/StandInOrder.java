package sundown.local.google.play;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An order.
 *
 * @param amount in minor units of the currency, as ISO 4217 divides it
 * @param parts what was refunded in the Play Console
 * @param refundedAt when a refund that is waiting to be processed will be
 */
public record StandInOrder(
        String id,
        long amount,
        String currency,
        State state,
        List<Long> parts,
        Optional<Instant> refundedAt,
        boolean takenByTheBank) {
    /** Google's states of an order. */
    public enum State {
        PENDING,
        PROCESSED,
        CANCELED,
        PENDING_REFUND,
        PARTIALLY_REFUNDED,
        REFUNDED
    }

    /** An order that was paid. */
    public StandInOrder(String id, long amount, String currency) {
        this(id, amount, currency, State.PROCESSED, List.of(), Optional.empty(), false);
    }

    /** The same in another state. */
    public StandInOrder in(State next) {
        return new StandInOrder(id, amount, currency, next, parts, refundedAt, takenByTheBank);
    }

    boolean refundable() {
        return state == State.PROCESSED || state == State.PARTIALLY_REFUNDED;
    }

    StandInOrder refunded(Instant at) {
        return new StandInOrder(id, amount, currency, State.PENDING_REFUND, parts, Optional.of(at), takenByTheBank);
    }

    StandInOrder settled(Instant now) {
        return state == State.PENDING_REFUND
                        && refundedAt.filter(at -> !at.isAfter(now)).isPresent()
                ? in(State.REFUNDED)
                : this;
    }

    StandInOrder refundedInPart(long part) {
        List<Long> more = new ArrayList<>(parts);
        more.add(part);
        boolean whole = more.stream().mapToLong(Long::longValue).sum() == amount;
        return new StandInOrder(
                id,
                amount,
                currency,
                whole ? State.REFUNDED : State.PARTIALLY_REFUNDED,
                List.copyOf(more),
                refundedAt,
                takenByTheBank);
    }

    StandInOrder chargedBack() {
        return new StandInOrder(id, amount, currency, state, parts, refundedAt, true);
    }

    Map<String, Object> document() {
        Map<String, Object> history = new LinkedHashMap<>();
        history.put("processedEvent", Map.of("eventTime", "2022-06-01T00:00:00Z"));
        history.put(
                "partialRefundEvents",
                parts.stream()
                        .map(part -> Map.of(
                                "state", "PROCESSED_SUCCESSFULLY", "refundDetails", Map.of("total", money(part))))
                        .toList());
        if (state == State.REFUNDED) {
            history.put(
                    "refundEvent",
                    Map.of(
                            "refundDetails",
                            Map.of("total", money(amount)),
                            "refundReason",
                            takenByTheBank ? "CHARGEBACK" : "OTHER"));
        }
        return Map.of("orderId", id, "state", state, "total", money(amount), "orderHistory", history);
    }

    /** Google's form: whole units as a text, and billionths; what is zero is left out. */
    private Map<String, Object> money(long minorUnits) {
        int digits = Currency.getInstance(currency).getDefaultFractionDigits();
        BigDecimal[] parts = BigDecimal.valueOf(minorUnits, digits).divideAndRemainder(BigDecimal.ONE);
        Map<String, Object> money = new LinkedHashMap<>();
        money.put("currencyCode", currency);
        money.put("units", parts[0].toBigInteger().toString());
        money.put("nanos", parts[1].movePointRight(9).intValueExact());
        money.values().removeIf(value -> value.equals(0) || value.equals("0"));
        return money;
    }
}
