package sundown.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names a report.
 *
 * @param value its day in UTC, {@code 2023-01-15}; of a later one of the same day with its number, {@code 2023-01-15-2}
 */
public record ReportId(String value) {
    private static final Pattern FORM = Pattern.compile("(?<day>\\d{4}-\\d{2}-\\d{2})(?:-(?<number>[1-9]\\d{0,3}))?");

    public ReportId {
        Matcher parts = FORM.matcher(value);
        if (!parts.matches() || !isDay(parts.group("day"))) {
            throw new IllegalArgumentException("a report is named by its day");
        }
    }

    private static boolean isDay(String text) {
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeParseException notDay) {
            return false;
        }
    }

    /** The first report of a day. */
    public static ReportId on(Instant now) {
        return new ReportId(now.atOffset(ZoneOffset.UTC).toLocalDate().toString());
    }

    /** The next one of the same day. */
    public ReportId next() {
        Matcher parts = parts();
        int number = parts.group("number") == null ? 1 : Integer.parseInt(parts.group("number"));
        return new ReportId(parts.group("day") + "-" + (number + 1));
    }

    /** Its day. */
    public LocalDate day() {
        return LocalDate.parse(parts().group("day"));
    }

    private Matcher parts() {
        Matcher matcher = FORM.matcher(value);
        if (!matcher.matches()) {
            throw new IllegalStateException("a report's id has lost its form");
        }
        return matcher;
    }

    @Override
    public String toString() {
        return value;
    }
}
