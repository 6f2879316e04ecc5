package sundown.account;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads amounts of money; what cannot be read is nothing. */
public final class Amounts {
    private static final Pattern MAJOR_UNITS = Pattern.compile("([0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\\.[0-9]+)?");
    private static final Pattern MINOR_UNITS = Pattern.compile("[0-9]{1,18}");

    private Amounts() {}

    /**
     * A currency by its code (ISO 4217) in any case. Codes without minor units, as for gold and tests, are none here.
     */
    public static Optional<Currency> currency(String code) {
        try {
            return Optional.of(Currency.getInstance(code.toUpperCase(Locale.ROOT)))
                    .filter(found -> found.getDefaultFractionDigits() >= 0);
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    /** An amount in major units such as {@code 1,299.00}, with no more decimals than its currency has. */
    public static Optional<Money> majorUnits(String amount, Currency currency) {
        if (!MAJOR_UNITS.matcher(amount).matches()) {
            return Optional.empty();
        }
        BigDecimal units = new BigDecimal(amount.replace(",", ""));
        try {
            return Optional.of(new Money(
                    units.movePointRight(currency.getDefaultFractionDigits()).longValueExact(), currency));
        } catch (ArithmeticException parts) {
            return Optional.empty();
        }
    }

    /** An amount as a whole number of minor units. */
    public static Optional<Money> minorUnits(String amount, Currency currency) {
        return MINOR_UNITS.matcher(amount).matches()
                ? Optional.of(new Money(Long.parseLong(amount), currency))
                : Optional.empty();
    }
}
