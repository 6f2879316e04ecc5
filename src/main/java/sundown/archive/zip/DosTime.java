package sundown.archive.zip;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * The time of an entry for programs that do not know the extra field: two seconds exact, years 1980 to 2107, in UTC.
 */
final class DosTime {
    private static final int FIRST_YEAR = 1980;
    private static final Instant FIRST = Instant.parse("1980-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2107-12-31T23:59:58Z");

    private DosTime() {}

    /** The time in the lower two bytes, the date in the upper two. */
    static int of(Instant instant) {
        OffsetDateTime at = clamp(instant).atOffset(ZoneOffset.UTC);
        int date = (at.getYear() - FIRST_YEAR) << 9 | at.getMonthValue() << 5 | at.getDayOfMonth();
        int time = at.getHour() << 11 | at.getMinute() << 5 | at.getSecond() / 2;
        return date << 16 | time;
    }

    private static Instant clamp(Instant instant) {
        if (instant.isBefore(FIRST)) {
            return FIRST;
        }
        return instant.isAfter(LAST) ? LAST : instant;
    }
}
