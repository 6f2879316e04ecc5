package sundown.stripe;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import sundown.account.Money;

/**
 * Amounts as Stripe writes them. Its minor units are those of ISO 4217 but for a few currencies.
 *
 * @see <a href="https://docs.stripe.com/currencies#minor-units">Minor units, zero-decimal currencies, special cases</a>
 */
final class StripeMoney {
    /**
     * Krónur and shillings have lost their hundredth parts, which Stripe goes on to write; ariary have none at Stripe.
     */
    private static final Map<String, Integer> OTHER_DECIMALS = Map.of("ISK", 2, "UGX", 2, "MGA", 0);

    private StripeMoney() {}

    /**
     * The amount.
     *
     * @param code in lower case, as Stripe writes it
     * @throws IllegalArgumentException when there is no such currency, or the currency has no such amount
     */
    static Money read(long amount, String code) {
        Currency currency = Currency.getInstance(code.toUpperCase(Locale.ROOT));
        BigDecimal units = BigDecimal.valueOf(amount, decimals(currency));
        try {
            return new Money(
                    units.movePointRight(currency.getDefaultFractionDigits()).longValueExact(), currency);
        } catch (ArithmeticException parts) {
            throw new IllegalArgumentException("the currency has no such amount", parts);
        }
    }

    private static int decimals(Currency currency) {
        return OTHER_DECIMALS.getOrDefault(currency.getCurrencyCode(), currency.getDefaultFractionDigits());
    }
}
