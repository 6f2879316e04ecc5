package sundown.transfer;

import java.time.Instant;

/** The requests that the library allows the whole project: all workers draw from one counter before they call. */
public interface RequestQuota {
    /** Takes so many requests of this minute and this day, all or none. */
    Draw draw(int requests, Instant now);

    /** What came of it. */
    sealed interface Draw {
        /** They may be made. */
        record Granted() implements Draw {}

        /** None may be made before this time. */
        record UsedUp(Instant until) implements Draw {}
    }
}
