package sundown.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.stripe.model.Refund;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.account.Membership.ChargeId;
import sundown.account.Membership.SubscriptionId;
import sundown.account.Money;
import sundown.failure.PermanentFailure;
import sundown.refund.PaymentService.Charge;
import sundown.refund.PaymentService.PaidBack;
import sundown.refund.PaymentService.RefundId;
import sundown.refund.ReportingService.Funds;
import sundown.refund.ReportingService.Payment;

/**
 * Reads Stripe's objects: refunds, charges, the balance, and paid invoices. Invoices may have the form of the library's
 * API version, or the form before version 2025-03-31, where an invoice names its subscription and charge.
 *
 * @see <a href="https://docs.stripe.com/api/invoices/object">The invoice object</a>
 */
final class ObjectReader {
    /** Name and value of the metadata that marks a refund as ours. */
    static final String MARK = "refunded_by";

    static final String OURS = "sundown";

    /**
     * Stripe's minor units are those of ISO 4217, except here: krónur and shillings have lost their hundredth parts,
     * which Stripe still writes; ariary have none at Stripe.
     *
     * @see <a href="https://docs.stripe.com/currencies#minor-units">Minor units, zero-decimal currencies, special
     *     cases</a>
     */
    private static final Map<String, Integer> OTHER_DECIMALS = Map.of("ISK", 2, "UGX", 2, "MGA", 0);

    private ObjectReader() {}

    /** The refund; nothing when it has no charge or is malformed. */
    static Optional<PaidBack> refund(Refund refund) {
        boolean whole = Stream.of(refund.getId(), refund.getCharge(), refund.getAmount(), refund.getCurrency())
                .allMatch(part -> part != null);
        try {
            return whole ? Optional.of(paidBack(refund)) : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static PaidBack paidBack(Refund refund) {
        return new PaidBack(
                new RefundId(refund.getId()),
                new ChargeId(refund.getCharge()),
                money(refund.getAmount(), refund.getCurrency()),
                status(Optional.ofNullable(refund.getStatus()).orElse("")),
                OURS.equals(Optional.ofNullable(refund.getMetadata())
                        .orElse(Map.of())
                        .get(MARK)));
    }

    /** Treats an unknown status as pending, so that it is looked up again. */
    private static PaidBack.Status status(String status) {
        return switch (status) {
            case "requires_action" -> PaidBack.Status.REQUIRES_ACTION;
            case "succeeded" -> PaidBack.Status.SUCCEEDED;
            case "failed", "canceled" -> PaidBack.Status.FAILED;
            default -> PaidBack.Status.PENDING;
        };
    }

    /**
     * The amount.
     *
     * @param code in lower case, as Stripe writes it
     * @throws IllegalArgumentException when the currency is unknown or has no such amount
     */
    static Money money(long amount, String code) {
        Currency currency = Currency.getInstance(code.toUpperCase(Locale.ROOT));
        int decimals = OTHER_DECIMALS.getOrDefault(currency.getCurrencyCode(), currency.getDefaultFractionDigits());
        try {
            return new Money(
                    BigDecimal.valueOf(amount, decimals)
                            .movePointRight(currency.getDefaultFractionDigits())
                            .longValueExact(),
                    currency);
        } catch (ArithmeticException parts) {
            throw new IllegalArgumentException("the currency has no such amount", parts);
        }
    }

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
                number(charge, "amount_refunded"),
                charge.path("disputed").booleanValue());
    }

    private static Money money(long amount, JsonNode of) {
        try {
            return ObjectReader.money(amount, of.path("currency").asText());
        } catch (IllegalArgumentException noCurrency) {
            throw new PermanentFailure("Stripe: an amount that cannot be read");
        }
    }

    private static long number(JsonNode object, String member) {
        JsonNode value = object.path(member);
        if (!value.canConvertToLong() || !value.isIntegralNumber()) {
            throw new PermanentFailure("Stripe: a number that cannot be read");
        }
        return value.longValue();
    }

    /** The payment; nothing while the invoice is unpaid, or when no subscription or no charge belongs to it. */
    static Optional<Payment> payment(JsonNode invoice) {
        Optional<String> subscription =
                firstText(invoice, "/parent/subscription_details/subscription", "/subscription");
        Optional<String> charge = firstText(
                invoice,
                "/payments/data/0/payment/payment_intent/latest_charge",
                "/payments/data/0/payment/charge",
                "/charge");
        if (!invoice.path("status").asText().equals("paid") || subscription.isEmpty() || charge.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Payment(
                new SubscriptionId(subscription.get()),
                new ChargeId(charge.get()),
                money(number(invoice, "amount_paid"), invoice),
                Instant.ofEpochSecond(number(invoice.path("status_transitions"), "paid_at"))));
    }

    private static Optional<String> firstText(JsonNode invoice, String... places) {
        return Stream.of(places)
                .map(place -> invoice.at(place).textValue())
                .filter(text -> text != null && !text.isEmpty())
                .findFirst();
    }
}
