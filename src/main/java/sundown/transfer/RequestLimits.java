package sundown.transfer;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * How many requests the library allows the whole project.
 *
 * @param perDay at least 1
 * @param perMinute at least 1
 * @param zone where the library's day begins at midnight
 */
public record RequestLimits(int perDay, int perMinute, ZoneId zone) {
    public RequestLimits {
        if (perDay < 1 || perMinute < 1) {
            throw new IllegalArgumentException("a limit is at least 1 request");
        }
    }

    /**
     * Refuses a draw that no minute could ever grant: whoever made it would wait for ever.
     *
     * @throws IllegalArgumentException when it is less than 1 or more than a whole minute or day allows
     */
    public void requireDrawable(int requests) {
        if (requests < 1 || requests > Math.min(perDay, perMinute)) {
            throw new IllegalArgumentException(requests + " requests can never be drawn at once from " + this);
        }
    }

    /** The library's day at an instant. */
    public LocalDate day(Instant now) {
        return LocalDate.ofInstant(now, zone);
    }

    /** When the library's next day begins. */
    public Instant nextDay(Instant now) {
        return day(now).plusDays(1).atStartOfDay(zone).toInstant();
    }

    /** When this minute began. */
    public static Instant minute(Instant now) {
        return now.truncatedTo(ChronoUnit.MINUTES);
    }
}
