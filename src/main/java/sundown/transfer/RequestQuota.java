package sundown.transfer;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.failure.RetryableFailure;
import sundown.metrics.Metric;
import sundown.transfer.QuotaRules.Offer;
import sundown.transfer.QuotaRules.Wish;
import sundown.transfer.QuotaStore.Counter;
import sundown.transfer.QuotaStore.Share;
import sundown.transfer.QuotaStore.Usage;

/**
 * The requests that the library allows the whole project. All workers draw from it before they call.
 *
 * <p>A user is allotted requests for several batches at once, and draws those of each batch from the allotment. An
 * allotment is counted first and given second, and nothing is ever given back: a worker that dies between the two, or
 * an answer that is lost, costs requests of the day, and the quota is never passed.
 *
 * <p>A user who finds no requests stands in line and is told the time of their turn. While somebody waits, only users
 * in turn get an allotment, which ends their turn. So a user with a large gallery takes no more than others while
 * others wait, and never more than a share of the day.
 */
@Singleton
public final class RequestQuota {
    /** Rows change between a look and a write; three times are needed at most, unless many ask at once. */
    private static final int ATTEMPTS = 16;

    private final QuotaStore store;
    private final Supplier<Limits> inForce;

    /**
     * Counts in a store.
     *
     * @param inForce the limits, which operators may change
     */
    @Inject
    public RequestQuota(QuotaStore store, Supplier<Limits> inForce) {
        this.store = store;
        this.inForce = inForce;
    }

    /** The answer to a draw. */
    public sealed interface Draw {
        /** They may be made. */
        record Granted() implements Draw {}

        /** None may be made before this time. */
        record UsedUp(Instant until) implements Draw {}

        /** The user gets none before this time; others may. */
        record ShareUsedUp(Instant until) implements Draw {}
    }

    /**
     * Draws requests for a user from their share, this minute, and this day, all or none.
     *
     * @param expected what the user will draw within minutes, these among them
     */
    public Draw draw(UserId user, long requests, long expected, Instant now) {
        Limits limits = inForce.get();
        limits.requireDrawable(requests);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Share> lacking = store.take(user, limits.day(now), requests, now);
            if (lacking.isEmpty()) {
                return new Draw.Granted();
            }
            Optional<Draw> refused = allot(user, lacking.get(), requests, expected, limits, now);
            if (refused.isPresent()) {
                return refused.get();
            }
        }
        throw changing();
    }

    /** The refusal when nothing can be allotted. */
    private Optional<Draw> allot(UserId user, Share share, long requests, long expected, Limits limits, Instant now) {
        int counters = store.counters(limits.day(now), limits.counters());
        Optional<Wish> wish = QuotaRules.wish(share, requests, expected, limits, limits.part(counters), now);
        return wish.isEmpty()
                ? Optional.of(new Draw.ShareUsedUp(limits.nextDay(now)))
                : allot(new Asking(user, share, wish.get(), counters, limits, now));
    }

    /** What a user asks for. */
    private record Asking(UserId user, Share share, Wish wish, int counters, Limits limits, Instant now) {
        LocalDate today() {
            return limits.day(now);
        }

        Part part() {
            return limits.part(counters);
        }

        /** The numbers of the counters to ask, the user's own first. */
        List<Integer> numbers() {
            return QuotaRules.countersFor(user, limits.inUse(counters));
        }

        boolean inTurn() {
            return share.turn().filter(turn -> !turn.isAfter(now)).isPresent();
        }
    }

    private Optional<Draw> allot(Asking asking) {
        LocalDate day = asking.today();
        Optional<Usage> own = Optional.empty();
        for (int number : asking.numbers()) {
            switch (count(asking, new Counter(day, number, asking.counters()), own.isEmpty() && asking.inTurn())) {
                case Offer.Some some -> {
                    Share allotted = QuotaRules.allotted(asking.share(), some.requests(), asking.now());
                    store.save(asking.user(), day, asking.share(), allotted);
                    return Optional.empty();
                }
                case Offer.TooFew few -> own = own.or(() -> Optional.of(few.usage()));
            }
        }
        return Optional.of(new Draw.UsedUp(turn(asking, own.orElseThrow())));
    }

    /** Counts as many requests as a counter offers. */
    private Offer count(Asking asking, Counter counter, boolean inTurn) {
        Part part = asking.part();
        Offer offer = new Offer.Some(asking.wish().most());
        for (int attempt = 0; attempt < ATTEMPTS && offer instanceof Offer.Some some; attempt++) {
            QuotaStore.Count count = store.count(counter, some.requests(), part, inTurn, asking.now());
            Metric.QUOTA_LEFT.report(asking.limits().inUse(counter.of())
                    * (part.perDay() - count.usage().inDay()));
            if (count instanceof QuotaStore.Count.Counted) {
                return some;
            }
            offer = QuotaRules.offer(count.usage(), asking.wish(), part, inTurn, asking.now());
        }
        if (offer instanceof Offer.TooFew) {
            return offer;
        }
        throw changing();
    }

    /**
     * When the user's turn is. A user keeps a turn that they have; one who is late for it waits for the next minute.
     */
    private Instant turn(Asking asking, Usage own) {
        if (asking.inTurn()
                && asking.part().perDay() - own.inDay() >= asking.wish().least()) {
            return QuotaRules.nextMinute(own, asking.now());
        }
        return asking.share().turn().filter(turn -> turn.isAfter(asking.now())).orElseGet(() -> join(asking, own));
    }

    private Instant join(Asking asking, Usage own) {
        Limits limits = asking.limits();
        LocalDate today = asking.today();
        for (LocalDate day : QuotaRules.days(today)) {
            Optional<Instant> turn = QuotaRules.place(
                            counter(asking, day),
                            day.equals(today) ? own : Usage.NONE,
                            asking.wish(),
                            limits,
                            asking.now())
                    .flatMap(place -> store.join(place.counter(), place.length(), place.earliest(), place.latest()));
            if (turn.isPresent()) {
                remember(asking, today, day, turn.get());
                return turn.get();
            }
        }
        return limits.start(today.plusDays(QuotaRules.days(today).size()));
    }

    /** Today, so that the user does not stand in line twice, and on the day of their turn, so that it counts. */
    private void remember(Asking asking, LocalDate today, LocalDate day, Instant turn) {
        store.save(asking.user(), today, asking.share(), asking.share().waitingUntil(turn));
        if (!day.equals(today)) {
            store.save(asking.user(), day, Share.NONE, Share.NONE.waitingUntil(turn));
        }
    }

    /** Does not open a day to come: limits that are set before it begins count on that day. */
    private static Counter counter(Asking asking, LocalDate day) {
        int wanted = asking.limits().counters();
        return day.equals(asking.today())
                ? new Counter(day, asking.numbers().getFirst(), asking.counters())
                : new Counter(day, QuotaRules.countersFor(asking.user(), wanted).getFirst(), wanted);
    }

    private static RetryableFailure changing() {
        return new RetryableFailure("the quota's rows change faster than they can be drawn from");
    }

    /** The part of a quota that one counter counts. */
    public record Part(long perDay, long perMinute) {}

    /**
     * The limits of the quota.
     *
     * @param perDay at least 1
     * @param perMinute at least 1
     * @param perUser the most that one user draws in a day, at least 1
     * @param counters how many counters share a day that nobody has drawn from yet, at least 1
     * @param zone the zone of the midnight at which the library's day begins
     */
    public record Limits(long perDay, long perMinute, long perUser, int counters, ZoneId zone) {
        /**
         * What a counter counts in a minute, at least. Batches of 51 requests, all drawn in one second, are 200 writes:
         * a fifth of what DynamoDB takes for one key.
         */
        private static final long PER_COUNTER = 10_000;

        public Limits {
            if (Stream.of(perDay, perMinute, perUser, (long) counters).anyMatch(limit -> limit < 1)) {
                throw new IllegalArgumentException("a limit is at least 1 request");
            }
            if (counters > Math.min(perDay, perMinute)) {
                throw new IllegalArgumentException("a counter counts at least 1 request");
            }
        }

        /** Limits with a user's share in percent of a day, and at least what one run may draw. */
        public static Limits sharing(long perDay, long perMinute, long percentPerUser, ZoneId zone) {
            long share = perDay / 100 * percentPerUser + perDay % 100 * percentPerUser / 100;
            long counters = Math.clamp(Math.min(perDay, perMinute) / PER_COUNTER, 1L, Short.MAX_VALUE);
            return new Limits(perDay, perMinute, Math.max(share, UploadPlan.MOST_REQUESTS), (int) counters, zone);
        }

        /**
         * What one of a day's counters counts. All of them share the requests of the day, because those that are not in
         * use any more have counted some already; those in use share the minute.
         */
        public Part part(int of) {
            return new Part(perDay / of, perMinute / inUse(of));
        }

        /** How many of a day's counters are in use: lower limits, set since the day began, need fewer. */
        int inUse(int of) {
            return Math.min(of, counters);
        }

        /**
         * Refuses a draw that no minute can grant, for which a worker would wait forever.
         *
         * @throws IllegalArgumentException when it is less than 1, or more than a counter's minute or day, or a share,
         *     allows
         */
        public void requireDrawable(long requests) {
            Part part = part(counters);
            if (requests < 1 || requests > Math.min(perUser, Math.min(part.perDay(), part.perMinute()))) {
                throw new IllegalArgumentException(requests + " requests can never be drawn at once from " + this);
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

        /** When the library's next day begins. */
        public Instant nextDay(Instant now) {
            return start(day(now).plusDays(1));
        }

        public static Instant minute(Instant now) {
            return now.truncatedTo(ChronoUnit.MINUTES);
        }
    }
}
