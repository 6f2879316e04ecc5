package sundown.transfer;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import sundown.account.UserId;

/**
 * Counts the requests that are drawn from the library's quota: in several rows a day, so that no row is written too
 * often, and in one row for each user and day. Every call changes at most one row. Reads are strongly consistent.
 */
public interface QuotaStore {
    /** As long as a run. What an older allotment has left is lost, so that no minute has the allotments of many. */
    Duration ALLOTMENT_LIFE = Duration.ofMinutes(5);

    /**
     * One of the rows that share a day's quota equally.
     *
     * @param number from 0
     * @param of how many there are
     */
    record Counter(LocalDate day, int number, int of) {}

    /**
     * What a counter has counted.
     *
     * @param minute the minute that is open
     * @param line until when requests are promised to those who wait; long past when nobody waits
     */
    record Usage(long inDay, Instant minute, long inMinute, Instant line) {
        public static final Usage NONE = new Usage(0, Instant.EPOCH, 0, Instant.EPOCH);

        /** True when the time is in a later minute than the open one. */
        public boolean minuteOver(Instant now) {
            return minute.isBefore(RequestQuota.Limits.minute(now));
        }
    }

    /** What became of requests that were to be counted, and what the counter has now. */
    sealed interface Count {
        /** What the counter has counted. */
        Usage usage();

        /** They are counted. */
        record Counted(Usage usage) implements Count {}

        /** There are too few left, or others wait. */
        record Refused(Usage usage) implements Count {}
    }

    /**
     * What a user has of a day.
     *
     * @param allotted the requests allotted so far
     * @param left those of the last allotment that are not drawn yet
     * @param allottedAt when that was
     * @param turn when a user who waits may have an allotment again, before others who come later
     */
    record Share(long allotted, long left, Instant allottedAt, Optional<Instant> turn) {
        public static final Share NONE = new Share(0, 0, Instant.EPOCH, Optional.empty());

        Share waitingUntil(Instant time) {
            return new Share(allotted, left, allottedAt, Optional.of(time));
        }
    }

    /** The number of a day's counters: what the first caller wanted. */
    int counters(LocalDate day, int wanted);

    /**
     * Draws requests from a user's allotment, if it has as many left and is not older than {@link #ALLOTMENT_LIFE}.
     *
     * @return nothing when they are drawn; otherwise what the user has
     */
    Optional<Share> take(UserId user, LocalDate day, long requests, Instant now);

    /** Saves what a user has, if it is still what it was. */
    boolean save(UserId user, LocalDate day, Share before, Share after);

    /**
     * Counts requests for the minute, or for the one that another has opened since, if counter and line allow it.
     *
     * @param part what the counter may count
     * @param inTurn true for a user in turn, who does not stand in line
     * @return whether they are counted
     */
    Count count(Counter counter, long requests, RequestQuota.Part part, boolean inTurn, Instant now);

    /**
     * Lets somebody stand in a counter's line.
     *
     * @param length how far the end of the line moves
     * @param earliest the turn of the first in line
     * @param latest the turn of the last in line
     * @return the turn; nothing when the line is too long
     */
    Optional<Instant> join(Counter counter, Duration length, Instant earliest, Instant latest);
}
