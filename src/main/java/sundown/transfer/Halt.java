package sundown.transfer;

import java.time.Clock;
import java.time.Instant;

/** Tells the uploads of a run that no new request is to begin. Safe for use by several threads. */
final class Halt {
    private final Clock clock;
    private final Instant deadline;
    private volatile boolean stopped;

    Halt(Clock clock, Instant deadline) {
        this.clock = clock;
        this.deadline = deadline;
    }

    /** From now on none begins. */
    void stop() {
        stopped = true;
    }

    /** True when none is to begin. */
    boolean now() {
        return stopped || !clock.instant().isBefore(deadline);
    }
}
