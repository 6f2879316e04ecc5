package sundown.edge;

import java.time.Duration;
import java.time.Instant;

/** How many seconds a page or an app should wait before it looks again, so that nobody asks for what cannot be new. */
public final class NextLook {
    /** While something is being done. */
    public static final long SOON = 5;

    /** When nothing happens without the user. */
    public static final long LATER = Duration.ofHours(1).toSeconds();

    private NextLook() {}

    /** When something happens at a known time. */
    public static long at(Instant time, Instant now) {
        long seconds = Duration.between(now, time).plusNanos(999_999_999).toSeconds();
        return Math.clamp(seconds, SOON, LATER);
    }
}
