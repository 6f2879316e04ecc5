package sundown.purge;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The time of another clock, which differs from ours by as much as a test wants. */
public final class InMemoryTrustedTime implements TrustedTime {
    private final Clock clock;
    private volatile Duration ahead = Duration.ZERO;

    /** The time of this clock. */
    public InMemoryTrustedTime(Clock clock) {
        this.clock = clock;
    }

    /** From now on it is so much ahead. */
    public void ahead(Duration difference) {
        ahead = difference;
    }

    @Override
    public Instant now() {
        return clock.instant().plus(ahead).truncatedTo(ChronoUnit.SECONDS);
    }
}
