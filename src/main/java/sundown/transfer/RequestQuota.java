package sundown.transfer;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import sundown.account.UserId;

/**
 * The requests that the library allows the whole project. All workers draw from one counter before they call. A user
 * gets at most a share of a day, so that nobody uses up what the others need.
 */
public interface RequestQuota {
    /** Draws requests for a user from their share, this minute, and this day, all or none. */
    Draw draw(UserId user, int requests, Instant now);

    /** The answer to a draw. */
    sealed interface Draw {
        /** They may be made. */
        record Granted() implements Draw {}

        /** None may be made before this time. */
        record UsedUp(Instant until) implements Draw {}

        /** The user gets none before this time; others may. */
        record ShareUsedUp(Instant until) implements Draw {}
    }

    /**
     * The limits of the quota.
     *
     * @param perDay at least 1
     * @param perMinute at least 1
     * @param perUser the most that one user draws in a day, at least 1
     * @param zone the zone of the midnight at which the library's day begins
     */
    record Limits(int perDay, int perMinute, int perUser, ZoneId zone) {
        public Limits {
            if (perDay < 1 || perMinute < 1 || perUser < 1) {
                throw new IllegalArgumentException("a limit is at least 1 request");
            }
        }

        /** Limits with a user's share in percent of a day, and at least what one run may draw. */
        public static Limits sharing(int perDay, int perMinute, int percentPerUser, ZoneId zone) {
            int share = (int) ((long) perDay * percentPerUser / 100);
            return new Limits(perDay, perMinute, Math.max(share, UploadPlan.MOST_REQUESTS), zone);
        }

        /**
         * Refuses a draw that no minute can grant, for which a worker would wait forever.
         *
         * @throws IllegalArgumentException when it is less than 1, or more than a whole minute, day, or share allows
         */
        public void requireDrawable(int requests) {
            if (requests < 1 || requests > Math.min(perUser, Math.min(perDay, perMinute))) {
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
