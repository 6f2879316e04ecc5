package sundown.transfer;

import java.time.Duration;
import sundown.edge.EventuallyConsistent;
import sundown.failure.CircuitBreaker;

/** The circuit breaker of the library, which all workers share: one row. */
public interface BreakerStore {
    /** How old a breaker may be that is no trial's. */
    Duration CACHE_AGE_MAX = Duration.ofSeconds(10);

    /**
     * The breaker and its row.
     *
     * @param version counts up with each change; 0 while nobody has saved one
     */
    record Kept(CircuitBreaker breaker, long version) {
        /** The breaker while there is no row. */
        public static final Kept NONE = new Kept(CircuitBreaker.Closed.CLEAR, 0);

        /** The row after a save of this breaker. */
        Kept saved(CircuitBreaker next) {
            return new Kept(next, version + 1);
        }
    }

    /** The breaker, at most {@link #CACHE_AGE_MAX} old. */
    @EventuallyConsistent
    Kept findRecent();

    /** The breaker, read strongly consistent. */
    Kept find();

    /**
     * Saves a breaker in place of the one that was read.
     *
     * @return false when another worker has saved one since
     */
    boolean save(Kept read, CircuitBreaker next);
}
