package sundown.report.page;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.Locale;

/**
 * Figures in words: every number, size, share, date and amount on the page. They are the same on every machine, and
 * need no language's data, which a native executable does not have.
 */
final class Words {
    private static final String[] SIZES = {"bytes", "kB", "MB", "GB", "TB", "PB", "EB"};
    private static final String[] SCALES = {"", "k", "M", "G"};
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);
    private static final char SPACE = '\u00A0';

    private Words() {}

    /** {@code 12,300}. */
    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 1 user}, {@code 12,300 users}. */
    static String users(long users) {
        return count(users, "user", "users");
    }

    /** A number with its noun. */
    static String count(long number, String one, String several) {
        return number(number) + SPACE + (number == 1 ? one : several);
    }

    /** For an axis: {@code 250}, {@code 12.5 k}, {@code 1.5 M}. */
    static String brief(long number) {
        return scaled(number, SCALES);
    }

    /** {@code 512 bytes}, {@code 1.23 TB}: decimal units, three digits. */
    static String size(long bytes) {
        return bytes == 1 ? "1" + SPACE + "byte" : scaled(bytes, SIZES);
    }

    private static String scaled(long number, String... units) {
        BigDecimal rest = BigDecimal.valueOf(number);
        int unit = 0;
        while (rest.compareTo(THOUSAND) >= 0 && unit < units.length - 1) {
            rest = rest.movePointLeft(3);
            unit++;
        }
        int places = unit == 0 ? 0 : Math.max(0, 3 - (rest.precision() - rest.scale()));
        String shown =
                rest.setScale(places, RoundingMode.DOWN).stripTrailingZeros().toPlainString();
        return units[unit].isEmpty() ? shown : shown + SPACE + units[unit];
    }

    /** {@code 61 %}; a share that is not nothing is never shown as nothing, and one that is not all never as all. */
    static String share(long part, long whole) {
        if (whole == 0) {
            return "–";
        }
        long percent = Math.round(100.0 * part / whole);
        if (percent == 0 && part > 0) {
            return "under" + SPACE + "1" + SPACE + "%";
        }
        if (percent == 100 && part < whole) {
            return "over" + SPACE + "99" + SPACE + "%";
        }
        return percent + String.valueOf(SPACE) + "%";
    }

    /** {@code 31 May 2023}. */
    static String day(Instant at) {
        LocalDate date = date(at);
        return date.getDayOfMonth() + " " + month(date) + " " + date.getYear();
    }

    /** The same for an axis. */
    static String shortDay(Instant at) {
        LocalDate date = date(at);
        return date.getDayOfMonth() + " " + month(date).substring(0, 3) + " " + date.getYear();
    }

    private static String month(LocalDate date) {
        String name = date.getMonth().name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    /** The last day before an instant: a group that closes at midnight is open until the day before. */
    static Instant lastDayBefore(Instant end) {
        return end.minusNanos(1);
    }

    private static LocalDate date(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    /** {@code 1,234.50 EUR}. */
    static String money(long minorUnits, String currencyCode) {
        int places = Currency.getInstance(currencyCode).getDefaultFractionDigits();
        BigDecimal amount = BigDecimal.valueOf(minorUnits, Math.max(0, places));
        return String.format(Locale.ROOT, "%,." + amount.scale() + "f", amount) + SPACE + currencyCode;
    }
}
