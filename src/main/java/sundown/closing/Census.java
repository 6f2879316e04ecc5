package sundown.closing;

import java.util.function.ToLongFunction;

/**
 * Users by {@link Standing}; each is counted once.
 *
 * @param moved whose transfer has finished, and who has not downloaded
 * @param downloaded who have downloaded, and whose transfer has not finished
 * @param both who have done both
 * @param neither who have finished neither
 * @param running of whom something is still at work
 */
public record Census(long moved, long downloaded, long both, long neither, long running) {
    /** Nobody. */
    public static final Census NOBODY = new Census(0, 0, 0, 0, 0);

    public Census {
        if (moved < 0 || downloaded < 0 || both < 0 || neither < 0 || running < 0) {
            throw new IllegalArgumentException("a count of users is negative");
        }
    }

    /** One more user. */
    public Census plus(Standing user) {
        return switch (user) {
            case MOVED -> new Census(moved + 1, downloaded, both, neither, running);
            case DOWNLOADED -> new Census(moved, downloaded + 1, both, neither, running);
            case BOTH -> new Census(moved, downloaded, both + 1, neither, running);
            case NEITHER -> new Census(moved, downloaded, both, neither + 1, running);
            case RUNNING -> new Census(moved, downloaded, both, neither, running + 1);
        };
    }

    /** Both together. */
    public Census plus(Census other) {
        return new Census(
                sum(other, Census::moved),
                sum(other, Census::downloaded),
                sum(other, Census::both),
                sum(other, Census::neither),
                sum(other, Census::running));
    }

    private long sum(Census other, ToLongFunction<Census> part) {
        return part.applyAsLong(this) + part.applyAsLong(other);
    }

    /** All of them. */
    public long users() {
        return moved + downloaded + both + neither + running;
    }
}
