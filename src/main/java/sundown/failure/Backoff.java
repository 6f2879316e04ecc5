package sundown.failure;

import java.time.Duration;

/**
 * Waits that double with each failure, up to a longest one.
 *
 * @param first the wait after the first failure, more than zero
 * @param longest no shorter than the first
 */
public record Backoff(Duration first, Duration longest) {
    /** Enough for any wait of this product, and no overflow. */
    private static final int DOUBLINGS_MAX = 20;

    public Backoff {
        if (!first.isPositive() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("there are no waits from " + first + " to " + longest);
        }
    }

    /**
     * The wait after one more failure.
     *
     * @param before the number of failures before it, at least 0
     */
    public Duration after(int before) {
        if (before < 0) {
            throw new IllegalArgumentException("a number of failures is negative");
        }
        Duration wait = first.multipliedBy(1L << Math.min(before, DOUBLINGS_MAX));
        return wait.compareTo(longest) < 0 ? wait : longest;
    }
}
