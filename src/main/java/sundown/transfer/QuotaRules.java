package sundown.transfer;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import sundown.account.UserId;
import sundown.transfer.QuotaStore.Counter;
import sundown.transfer.QuotaStore.Share;
import sundown.transfer.QuotaStore.Usage;
import sundown.transfer.RequestQuota.Limits;
import sundown.transfer.RequestQuota.Part;

/** Decides how many requests are allotted to whom. Pure. */
final class QuotaRules {
    /** The requests of most batches. */
    private static final long BATCH = Batch.LIMIT + 1;

    /** An allotment takes a quarter of a counter's minute at most, so that one user does not take it all. */
    private static final int ALLOTMENTS_A_MINUTE = 4;

    /** How many other counters a caller tries when it finds one empty. */
    private static final int OTHER_COUNTERS = 2;

    /**
     * A line moves at four fifths of the quota's pace, so that a user who is late for their turn still finds requests.
     */
    private static final Duration PACE = Duration.ofSeconds(75);

    private QuotaRules() {}

    /** The numbers of the counters at which a user asks, their own first. */
    static List<Integer> countersFor(UserId user, int counters) {
        int own = Math.floorMod(user.value().hashCode(), counters);
        int step = Math.max(1, counters / (OTHER_COUNTERS + 1));
        return IntStream.range(0, Math.min(counters, OTHER_COUNTERS + 1))
                .map(number -> (own + number * step) % counters)
                .boxed()
                .toList();
    }

    /**
     * What is to be allotted for a draw.
     *
     * @param least less does not help
     */
    record Wish(long least, long most) {
        /** Gives up whole batches: part of one would be lost while the user waits for the rest. */
        Wish within(long limit) {
            return limit >= most ? this : new Wish(least, least + (limit - least) / BATCH * BATCH);
        }
    }

    /**
     * Decides what to allot for a draw; nothing when the user's share is used up.
     *
     * @param expected what the user is likely to draw with it
     */
    static Optional<Wish> wish(Share share, long requests, long expected, Limits limits, Part part, Instant now) {
        long least = requests - left(share, now);
        Wish all = new Wish(least, Math.max(least, expected - left(share, now)));
        long mine = limits.perUser() - share.allotted();
        return mine < least
                ? Optional.empty()
                : Optional.of(all.within(Math.min(mine, Math.max(least, part.perMinute() / ALLOTMENTS_A_MINUTE))));
    }

    /** What a user's allotment has left. */
    private static long left(Share share, Instant now) {
        return share.allottedAt().isBefore(now.minus(QuotaStore.ALLOTMENT_LIFE)) ? 0 : share.left();
    }

    /** The user's share with an allotment, which ends the user's turn. */
    static Share allotted(Share share, long requests, Instant now) {
        return new Share(share.allotted() + requests, left(share, now) + requests, now, Optional.empty());
    }

    /** What a counter can give. */
    sealed interface Offer {
        /** This number can be counted. */
        record Some(long requests) implements Offer {}

        /** Less than are needed, now or today. */
        record TooFew(Usage usage) implements Offer {}
    }

    static Offer offer(Usage usage, Wish wish, Part part, boolean inTurn, Instant now) {
        long ofMinute = part.perMinute() - (usage.minuteOver(now) ? 0 : usage.inMinute());
        long left = Math.min(ofMinute, part.perDay() - usage.inDay());
        boolean othersWait = !inTurn && usage.line().isAfter(now);
        return othersWait || left < wish.least()
                ? new Offer.TooFew(usage)
                : new Offer.Some(wish.within(left).most());
    }

    /**
     * A place in a counter's line.
     *
     * @param length how far the end of the line moves
     */
    record Place(Counter counter, Duration length, Instant earliest, Instant latest) {}

    /**
     * A place in the line of a day; nothing when the day has too few requests left.
     *
     * @param usage of the counter on this day
     * @param now the time, or an earlier one on a later day
     */
    static Optional<Place> place(Counter counter, Usage usage, Wish wish, Limits limits, Instant now) {
        Part part = limits.part(counter.of());
        long left = part.perDay() - usage.inDay();
        if (left < wish.least()) {
            return Optional.empty();
        }
        Instant earliest = later(limits.start(counter.day()), nextMinute(usage, now));
        Instant end = limits.start(counter.day().plusDays(1));
        Duration promised = pace(left - wish.least(), part);
        Duration untilEnd = Duration.between(earliest, end);
        return untilEnd.isPositive()
                ? Optional.of(new Place(
                        counter,
                        pace(wish.most(), part),
                        earliest,
                        promised.compareTo(untilEnd) < 0 ? earliest.plus(promised) : end.minusMillis(1)))
                : Optional.empty();
    }

    /** The minute after the one that is open. */
    static Instant nextMinute(Usage usage, Instant now) {
        return later(usage.minute(), Limits.minute(now)).plus(Duration.ofMinutes(1));
    }

    private static Duration pace(long requests, Part part) {
        return Duration.ofMillis(
                PACE.multipliedBy(requests).dividedBy(part.perMinute()).toMillis() + 1);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    /** The days that have a line: today and the next seven. */
    static List<LocalDate> days(LocalDate today) {
        return today.datesUntil(today.plusDays(8)).toList();
    }
}
