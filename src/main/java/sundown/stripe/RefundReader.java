package sundown.stripe;

import com.stripe.model.Refund;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.account.ChargeId;
import sundown.account.Money;
import sundown.refund.PaymentService.PaidBack;
import sundown.refund.RefundId;

/** Reads a refund as Stripe writes it. */
final class RefundReader {
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

    private RefundReader() {}

    /** The refund; nothing when it has no charge or is malformed. */
    static Optional<PaidBack> read(Refund refund) {
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
}
