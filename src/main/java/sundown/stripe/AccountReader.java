package sundown.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import sundown.account.Money;
import sundown.failure.RetryableFailure;
import sundown.readiness.PaymentAccount.Charge;
import sundown.readiness.PaymentAccount.Funds;

/** Reads Stripe's balance and charges. */
final class AccountReader {
    private AccountReader() {}

    /** A balance may be below zero; then nothing is there. */
    static Funds funds(JsonNode balance) {
        List<Money> available = balance.path("available")
                .valueStream()
                .map(amount -> money(Math.max(0, number(amount, "amount")), amount))
                .toList();
        return new Funds(balance.path("livemode").booleanValue(), available);
    }

    /** What was captured counts, because only that can go back. */
    static Charge charge(JsonNode charge) {
        return new Charge(
                money(number(charge, charge.hasNonNull("amount_captured") ? "amount_captured" : "amount"), charge),
                charge.path("paid").booleanValue(),
                number(charge, "amount_refunded"));
    }

    private static Money money(long amount, JsonNode of) {
        try {
            return RefundReader.money(amount, of.path("currency").asText());
        } catch (IllegalArgumentException noCurrency) {
            throw new RetryableFailure("Stripe: an amount that cannot be read");
        }
    }

    private static long number(JsonNode object, String member) {
        JsonNode value = object.path(member);
        if (!value.canConvertToLong() || !value.isIntegralNumber()) {
            throw new RetryableFailure("Stripe: an amount that cannot be read");
        }
        return value.longValue();
    }
}
