package sundown.failure;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps callers from a service that is silent: pure. Several callers in a row without an answer open it, and any answer
 * closes it. While it is open, one caller at a time tries, after the pauses of its rule.
 */
public sealed interface CircuitBreaker {
    /**
     * Everybody calls.
     *
     * @param unanswered who went without an answer since the last one: with a few, the breaker opens
     * @param since when the first of them did
     */
    record Closed(Set<String> unanswered, Instant since) implements CircuitBreaker {
        /** Nobody went without an answer since the last one. */
        public static final Closed CLEAR = new Closed(Set.of(), Instant.EPOCH);

        public Closed {
            unanswered = Set.copyOf(unanswered);
        }
    }

    /**
     * Nobody calls, but for one caller from the next trial on.
     *
     * @param failedTrials how many have failed since it opened
     * @param nextTrial also the time until which a caller who tries has to answer
     */
    record Open(int failedTrials, Instant nextTrial) implements CircuitBreaker {
        /** Multiplied by 2⁶⁴ ÷ φ, hashes that lie side by side scatter: Knuth's multiplicative hashing. */
        private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

        /** True when the next caller is to try. */
        public boolean due(Instant now) {
            return !now.isBefore(nextTrial);
        }

        /** The breaker with another time for the next trial. */
        public Open next(Instant time) {
            return new Open(failedTrials, time);
        }

        /**
         * When a caller comes again who is not to call now: at the next trial or some time later, other for each caller
         * and each trial. So few callers come at the same time, and not always the same one tries.
         */
        public Instant comesAgain(String caller, Duration spread) {
            long scattered = (31L * caller.hashCode() + nextTrial.hashCode()) * GOLDEN_RATIO;
            return nextTrial.plusMillis(Math.floorMod(scattered >>> Integer.SIZE, spread.toMillis()));
        }
    }

    /**
     * When a silence is one.
     *
     * @param several how many callers in a row make a silence; the fault of fewer may be their own
     * @param within how soon after the first of them
     * @param pause before the next trial
     */
    record Rule(int several, Duration within, Backoff pause) {}

    /** True when a caller is not to call now. */
    default boolean holdsBack(Instant now) {
        return this instanceof Open open && !open.due(now);
    }

    /** A caller got no answer; where the breaker is open, they tried. */
    default CircuitBreaker unanswered(String caller, Rule rule, Instant now) {
        return switch (this) {
            case Closed closed -> unanswered(closed, caller, rule, now);
            case Open open ->
                new Open(open.failedTrials() + 1, now.plus(rule.pause().after(open.failedTrials() + 1)));
        };
    }

    private static CircuitBreaker unanswered(Closed closed, String caller, Rule rule, Instant now) {
        boolean begins =
                closed.unanswered().isEmpty() || now.isAfter(closed.since().plus(rule.within()));
        Closed next = begins
                ? new Closed(Set.of(caller), now)
                : new Closed(
                        Stream.concat(closed.unanswered().stream(), Stream.of(caller))
                                .collect(Collectors.toUnmodifiableSet()),
                        closed.since());
        return next.unanswered().size() < rule.several()
                ? next
                : new Open(0, now.plus(rule.pause().after(0)));
    }
}
