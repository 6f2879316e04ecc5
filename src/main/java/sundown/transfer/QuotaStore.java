package sundown.transfer;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import sundown.account.UserId;

/**
 * Keeps the requests that are drawn from the library's quota: one row for each day, and one for each user and day.
 * Every call changes at most one row. Reads are strongly consistent.
 */
public interface QuotaStore {
    /**
     * How long an allotment can be drawn from: the sweep wakes a transfer a minute late, and a run takes 3.5 minutes.
     * Otherwise the allotments of many users who pause could be used in the same minute.
     */
    Duration ALLOTMENT_LIFE = Duration.ofMinutes(5);

    /**
     * Requests to the library of both kinds.
     *
     * @param creations calls that create items
     * @param uploads calls that send bytes, or open or ask for an upload
     */
    record Requests(long creations, long uploads) {
        /** No requests. */
        public static final Requests NONE = new Requests(0, 0);

        public Requests {
            if (creations < 0 || uploads < 0) {
                throw new IllegalArgumentException("requests are not negative");
            }
        }

        Requests plus(Requests others) {
            return new Requests(creations + others.creations, uploads + others.uploads);
        }

        /** The requests that the others lack. */
        Requests without(Requests others) {
            return new Requests(Math.max(0, creations - others.creations), Math.max(0, uploads - others.uploads));
        }

        boolean cover(Requests others) {
            return creations >= others.creations && uploads >= others.uploads;
        }
    }

    /**
     * The row of a day.
     *
     * @param used how many requests of the day are reserved
     * @param promised until when the requests of the minutes are promised; long past when nobody waits
     */
    record Day(long used, Instant promised) {
        public static final Day NONE = new Day(0, Instant.EPOCH);
    }

    /**
     * The requests that are to be reserved.
     *
     * @param requests how many of the day's
     * @param length how far the end of the promised time moves
     * @param perDay the most requests of the day
     * @param start where the promised time begins again when it is over
     * @param latest the latest end of the promised time to which this claim may still be added
     */
    record Claim(long requests, Duration length, long perDay, Instant start, Instant latest) {}

    /**
     * The answer to a claim.
     *
     * @param made false when the day has too few requests left, or its time is promised
     * @param day the row after it
     */
    record Reservation(boolean made, Day day) {}

    /**
     * The row of a user and a day.
     *
     * @param allotted the requests of the day that are reserved for the user
     * @param left the requests of the last allotment that are not drawn yet
     * @param from when the last allotment can be drawn from at the earliest
     * @param mark how many requests of the day were reserved with the last allotment: it counts while a day has as many
     * @param pace how long the promised time of a batch was: the allotment counts while a batch takes no longer
     */
    record Share(long allotted, Requests left, Instant from, long mark, Duration pace) {
        public static final Share NONE = new Share(0, Requests.NONE, Instant.EPOCH, 0, Duration.ZERO);
    }

    /** The limits that an allotment must keep to be drawn from: the requests of a day, and the time of a batch. */
    record Terms(long perDay, Duration pace) {}

    /**
     * Draws requests from a user's allotment if it has as many left, keeps the terms, has begun, and is no older than
     * {@link #ALLOTMENT_LIFE}.
     *
     * @return nothing when they are drawn; otherwise the user's row
     */
    Optional<Share> take(UserId user, LocalDate day, Requests requests, Terms terms, Instant now);

    /** The row of a user and a day. */
    Share share(UserId user, LocalDate day);

    /** Saves a user's row if it is still as it was. */
    boolean save(UserId user, LocalDate day, Share before, Share after);

    /** Reserves requests of a day with one conditional update of its row. */
    Reservation reserve(LocalDate day, Claim claim);
}
