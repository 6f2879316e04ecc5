package sundown.cli.adopt;

import java.util.Currency;
import java.util.stream.Collectors;

/** What statements have of amounts of money, as {@link sundown.account.Amounts} reads them. */
public final class AmountSql {
    private AmountSql() {}

    /** The minor units of an amount such as {@code 1,299.00}, with no more decimals than the digits of its currency. */
    public static String majorUnits(String column) {
        String plain = "replace(" + column + ", ',', '')";
        String decimals = "regexp_replace(coalesce(split_part(" + plain + ", '.', 2), ''), '0+\\z', '')";
        return "CASE WHEN regexp_like(" + column
                + ", '\\A([0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\\.[0-9]+)?\\z') AND length(" + decimals
                + ") <= digits THEN try_cast(split_part(" + plain + ", '.', 1) || rpad(" + decimals
                + ", digits, '0') AS BIGINT) END";
    }

    /** The minor units of an amount that is a number of them. */
    public static String minorUnits(String column) {
        return "CASE WHEN regexp_like(%s, '\\A[0-9]+\\z') AND length(%s) <= 18 THEN try_cast(%s AS BIGINT) END"
                .formatted(column, column, column);
    }

    /** Rows of all currencies that have minor units, each with how many decimals. */
    public static String currencies() {
        return Currency.getAvailableCurrencies().stream()
                .filter(currency -> currency.getDefaultFractionDigits() >= 0)
                .map(currency -> "('" + currency.getCurrencyCode() + "', " + currency.getDefaultFractionDigits() + ")")
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
