package sundown.transfer;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import sundown.transfer.BatchRules.UploadPlan;
import sundown.transfer.QuotaStore.Claim;
import sundown.transfer.QuotaStore.Day;
import sundown.transfer.QuotaStore.Requests;
import sundown.transfer.QuotaStore.Share;
import sundown.transfer.QuotaStore.Terms;

/**
 * Decides how many requests are allotted to a user, and from when on. Pure.
 *
 * <p>The minutes are a leaky bucket as a meter (the generic cell rate algorithm): each allotment moves the end of the
 * promised time by the time that its requests take at an even flow, and begins when the bucket holds it. A part of the
 * minute fits into the bucket, and the rest flows. So no 60 seconds have allotments of more than a minute's requests.
 */
public final class QuotaRules {
    /**
     * The part of a minute that fits into the bucket, and the most that one user is allotted, so that one user does not
     * take it all.
     */
    private static final double BUCKET = 0.25;

    /** A batch takes some ten seconds, and an allotment is for the batches that a run moves in about two minutes. */
    private static final int BATCHES_AHEAD = 10;

    private static final Requests BATCH_REQUESTS = new Requests(1, Batch.ITEMS_MAX);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /**
     * Nothing is allotted in the last two minutes of a day: a transfer that is woken late finds another day, and a
     * minute across midnight would have the bucket of both days.
     */
    private static final Duration LAST = Duration.ofMinutes(2);

    private static final int DAYS = 8;

    private QuotaRules() {}

    /**
     * The limits of the quota.
     *
     * @param perDay creations of a day; with the uploads if these count
     * @param perMinute creations of a minute; with the uploads if these count
     * @param uploadsPerMinute uploads of a minute
     * @param uploadsCount whether uploads also count as requests of the day and the minute
     * @param perUser the most requests of a day that one user draws
     * @param zone the zone of the midnight at which the library's day begins
     */
    public record Limits(
            long perDay, long perMinute, long uploadsPerMinute, boolean uploadsCount, long perUser, ZoneId zone) {
        public Limits {
            if (Math.min(perDay, perUser) < 1) {
                throw new IllegalArgumentException("a limit is at least 1 request");
            }
            if (Math.min(perMinute, uploadsPerMinute) <= UploadPlan.REQUESTS_MAX) {
                throw new IllegalArgumentException("a minute has more requests than one batch may need");
            }
        }

        /** Limits with a user's share in percent of a day, and at least what one run may draw. */
        public static Limits sharing(
                long perDay,
                long perMinute,
                long uploadsPerMinute,
                boolean uploadsCount,
                long percentPerUser,
                ZoneId zone) {
            long share = perDay / 100 * percentPerUser + perDay % 100 * percentPerUser / 100;
            return new Limits(
                    perDay, perMinute, uploadsPerMinute, uploadsCount, Math.max(share, UploadPlan.REQUESTS_MAX), zone);
        }

        /** How many requests of the day these are. */
        public long ofDay(Requests requests) {
            return requests.creations() + (uploadsCount ? requests.uploads() : 0);
        }

        /** Which part of a minute these are, of the budget that has less. */
        private double ofMinute(Requests requests) {
            return Math.max((double) ofDay(requests) / perMinute, (double) requests.uploads() / uploadsPerMinute);
        }

        /** The part of a minute that fits into the bucket: a quarter, or what the largest batch needs. */
        private double bucket() {
            return Math.max(BUCKET, ofMinute(new Requests(1, UploadPlan.REQUESTS_MAX - 1L)));
        }

        /** How long requests take at an even flow. */
        private Duration length(Requests requests) {
            return flowing(ofMinute(requests));
        }

        /** How far the promised time may be ahead of an allotment. */
        private Duration ahead() {
            return flowing(bucket());
        }

        private Duration flowing(double part) {
            return Duration.ofNanos(Math.round(part / (1 - bucket()) * MINUTE.toNanos()));
        }

        /** The terms that an allotment keeps. */
        Terms terms() {
            return new Terms(perDay, length(BATCH_REQUESTS));
        }

        /**
         * Refuses a draw that nothing can grant, for which a worker would wait forever.
         *
         * @throws IllegalArgumentException when it is nothing, or more than a share, a day, or the bucket has
         */
        void requireDrawable(Requests requests) {
            boolean none = requests.equals(Requests.NONE);
            if (none || ofDay(requests) > Math.min(perUser, perDay) || ofMinute(requests) > bucket()) {
                throw new IllegalArgumentException(requests + " can never be drawn at once from " + this);
            }
        }

        /** The library's day at an instant. */
        public LocalDate day(Instant now) {
            return LocalDate.ofInstant(now, zone);
        }

        /** When a day of the library begins. */
        public Instant start(LocalDate day) {
            return day.atStartOfDay(zone).toInstant();
        }
    }

    /**
     * A draw of a user.
     *
     * @param needed less does not help
     * @param itemsAhead how many small items the run may upload after these
     */
    record Wish(Requests needed, long itemsAhead) {
        /** For whole batches: part of one would be lost while the user waits for the rest. */
        private Requests ahead(long batches) {
            return new Requests(batches, Math.min(itemsAhead, batches * Batch.ITEMS_MAX));
        }

        /** The possible allotments, the largest first. */
        private Stream<Requests> allotments() {
            long most = Math.min(BATCHES_AHEAD, Math.ceilDiv(itemsAhead, Batch.ITEMS_MAX));
            return LongStream.rangeClosed(0, most).mapToObj(fewer -> needed.plus(ahead(most - fewer)));
        }
    }

    /**
     * The most to allot; nothing when the user's share is used up, or the day has too few requests.
     *
     * @param ofDay how many requests the day has
     */
    static Optional<Requests> allotment(Wish wish, Share share, long ofDay, Limits limits) {
        long requests = Math.min(ofDay, limits.perUser() - share.allotted());
        return wish.allotments()
                .filter(all -> all.equals(wish.needed()) || limits.ofMinute(all) <= BUCKET)
                .filter(all -> counted(all, share, limits) <= requests)
                .findFirst();
    }

    /** How many requests of the day an allotment adds to those that the user has not drawn. */
    static long counted(Requests allotment, Share share, Limits limits) {
        return limits.ofDay(allotment.without(share.left()));
    }

    /** Asks a day for an allotment. A later day is asked for its first minutes. */
    static Claim claim(LocalDate day, Requests allotment, Share share, Limits limits, Instant now) {
        Duration length = limits.length(allotment);
        Instant start = later(now, limits.start(day));
        Instant last = limits.start(day.plusDays(1)).minus(LAST);
        return new Claim(
                counted(allotment, share, limits),
                length,
                limits.perDay(),
                start,
                last.plus(limits.ahead()).minus(length));
    }

    /** A user's row with an allotment that a day has reserved. */
    static Share allotted(Share share, Requests allotment, Claim claim, Day day, Limits limits) {
        return new Share(
                share.allotted() + claim.requests(),
                allotment,
                later(claim.start(), day.promised().minus(limits.ahead())),
                claim.requests() == 0 ? share.mark() : day.used(),
                limits.terms().pace());
    }

    /** True when a user who comes before the time of their allotment has as many requests from then on. */
    static boolean promised(Share share, Requests needed, Limits limits, Instant now) {
        return share.from().isAfter(now)
                && keeps(share, limits.terms())
                && share.left().cover(needed);
    }

    /** True while an allotment fits these terms: its last request is within the day, and its pace is no faster. */
    static boolean keeps(Share share, Terms terms) {
        return share.mark() <= terms.perDay() && share.pace().compareTo(terms.pace()) >= 0;
    }

    /** The days on which requests are reserved: today, unless it is about to end, and seven more. */
    static List<LocalDate> days(Limits limits, Instant now) {
        LocalDate first = limits.day(now.plus(LAST));
        return first.datesUntil(first.plusDays(DAYS)).toList();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }
}
