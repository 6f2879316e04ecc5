package sundown.cli.reconcile;

import java.nio.file.Path;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import sundown.account.Amounts;
import sundown.account.ChargeId;
import sundown.account.Money;

/** One row of a file. It names the file and line of a cell that it cannot read. */
record CsvRow(Path file, int line, Map<String, String> cells) {
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
        return Amounts.majorUnits(text(amount), unit).orElseThrow(() -> invalid(amount, "is not an amount in " + unit));
    }

    /** An amount as a whole number of minor units, as the ledger writes it. */
    Money minorUnits(String amount, String currency) {
        return Amounts.minorUnits(text(amount), currency(currency))
                .orElseThrow(() -> invalid(amount, "is not a number of minor units"));
    }

    private Currency currency(String column) {
        return Amounts.currency(text(column)).orElseThrow(() -> invalid(column, "is not a currency"));
    }

    private IllegalArgumentException invalid(String column, String why) {
        return new IllegalArgumentException(
                "%s, line %d: the %s \"%s\" %s.".formatted(file, line, column, text(column), why));
    }
}
