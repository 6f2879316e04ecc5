package sundown.local.stripe;

import java.time.Duration;
import java.time.Instant;

/**
 * An event on its way.
 *
 * @param attempts how often it was sent
 * @param status the last answer's; 0 where there was none
 * @param nextAt when it is sent, or sent again
 */
public record Delivery(
        String id, String type, Instant createdAt, String body, int attempts, int status, Instant nextAt) {
    private static final int MOST_ATTEMPTS = 12;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    static Delivery of(String id, String type, String body, Instant now) {
        return new Delivery(id, type, now, body, 0, 0, now);
    }

    /** The same after it was sent; it comes again ever later, within about three days. */
    Delivery sent(int answered, Instant now) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(2 * attempts, 15));
        return new Delivery(id, type, createdAt, body, attempts + 1, answered, now.plus(pause));
    }

    /** True when it has arrived. */
    public boolean hasArrived() {
        return status / 100 == 2;
    }

    boolean isDue(Instant now) {
        return !hasArrived() && attempts < MOST_ATTEMPTS && !nextAt.isAfter(now);
    }
}
