package sundown.transfer;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** The requests that the library allows the whole project. All workers draw from one counter before they call. */
public interface RequestQuota {
    /** Draws requests from this minute and this day, all or none. */
    Draw draw(int requests, Instant now);

    /** The answer to a draw. */
    sealed interface Draw {
        /** They may be made. */
        record Granted() implements Draw {}

        /** None may be made before this time. */
        record UsedUp(Instant until) implements Draw {}
    }

    /**
     * The limits of the quota.
     *
     * @param perDay at least 1
     * @param perMinute at least 1
     * @param zone the zone of the midnight at which the library's day begins
     */
    record Limits(int perDay, int perMinute, ZoneId zone) {
        public Limits {
            if (perDay < 1 || perMinute < 1) {
                throw new IllegalArgumentException("a limit is at least 1 request");
            }
        }

        /**
         * Refuses a draw that no minute can grant, for which a worker would wait forever.
         *
         * @throws IllegalArgumentException when it is less than 1, or more than a whole minute or day allows
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

        public static Instant minute(Instant now) {
            return now.truncatedTo(ChronoUnit.MINUTES);
        }
    }
}
