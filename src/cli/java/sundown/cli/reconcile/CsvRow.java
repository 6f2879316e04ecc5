package sundown.cli.reconcile;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import sundown.account.ChargeId;
import sundown.account.Money;

/** One row of a file. It names the file and line of a cell that it cannot read. */
record CsvRow(Path file, int line, Map<String, String> cells) {
    private static final Pattern MAJOR_UNITS = Pattern.compile("([0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\\.[0-9]+)?");
    private static final Pattern MINOR_UNITS = Pattern.compile("[0-9]{1,18}");

    String text(String column) {
        return cells.get(column);
    }

    ChargeId charge(String column) {
        try {
            return new ChargeId(text(column));
        } catch (IllegalArgumentException unreadable) {
            throw invalid(column, "is not a charge");
        }
    }

    /** One of the constants of a type, in any case. */
    <T extends Enum<T>> T oneOf(Class<T> type, String column) {
        try {
            return Enum.valueOf(type, text(column).toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw invalid(column, "is not known");
        }
    }

    /** An amount in major units such as {@code 1,299.00}, with no more decimals than its currency has. */
    Money majorUnits(String amount, String currency) {
        Currency unit = currency(currency);
        if (!MAJOR_UNITS.matcher(text(amount)).matches()) {
            throw invalid(amount, "is not an amount");
        }
        BigDecimal units = new BigDecimal(text(amount).replace(",", ""));
        try {
            return new Money(
                    units.movePointRight(unit.getDefaultFractionDigits()).longValueExact(), unit);
        } catch (ArithmeticException parts) {
            throw invalid(amount, "is not an amount in " + unit);
        }
    }

    /** An amount as a whole number of minor units, as the ledger writes it. */
    Money minorUnits(String amount, String currency) {
        Currency unit = currency(currency);
        if (!MINOR_UNITS.matcher(text(amount)).matches()) {
            throw invalid(amount, "is not a number of minor units");
        }
        return new Money(Long.parseLong(text(amount)), unit);
    }

    /** Codes without minor units, such as those for gold and for tests, are not currencies here. */
    private Currency currency(String column) {
        try {
            return Optional.of(Currency.getInstance(text(column).toUpperCase(Locale.ROOT)))
                    .filter(found -> found.getDefaultFractionDigits() >= 0)
                    .orElseThrow(() -> invalid(column, "is not a currency"));
        } catch (IllegalArgumentException unknown) {
            throw invalid(column, "is not a currency");
        }
    }

    private IllegalArgumentException invalid(String column, String why) {
        return new IllegalArgumentException(
                "%s, line %d: the %s \"%s\" %s.".formatted(file, line, column, text(column), why));
    }
}
