package sundown.account;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * An amount of money; never a floating-point number.
 *
 * @param minorUnits of the currency as ISO 4217 divides it: cents of a euro, whole yen, fils of a Kuwaiti dinar
 */
public record Money(long minorUnits, Currency currency) {
    public Money {
        if (minorUnits < 0) {
            throw new IllegalArgumentException("an amount is not negative");
        }
    }

    /**
     * An amount in the currency with this code.
     *
     * @throws IllegalArgumentException when there is no such currency, or the amount is negative
     */
    public static Money of(long minorUnits, String currencyCode) {
        return new Money(minorUnits, Currency.getInstance(currencyCode));
    }

    /** Adds an amount of the same currency. */
    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("amounts of two currencies cannot be added");
        }
        return new Money(Math.addExact(minorUnits, other.minorUnits), currency);
    }

    /** For people: {@code 12.50 EUR}, {@code 1200 JPY}, {@code 3.500 KWD}. */
    @Override
    public String toString() {
        return BigDecimal.valueOf(minorUnits, currency.getDefaultFractionDigits())
                        .toPlainString()
                + " " + currency.getCurrencyCode();
    }
}
