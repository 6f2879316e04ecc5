package sundown.purge;

import java.time.Instant;

/** The time by a clock that is not this machine's. */
public interface TrustedTime {
    /** Asks for it, to the second. */
    Instant now();
}
