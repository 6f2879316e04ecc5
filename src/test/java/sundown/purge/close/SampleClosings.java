package sundown.purge.close;

import java.time.Instant;
import java.util.Optional;
import sundown.purge.close.ClosingStore.Closing;
import sundown.timeline.GroupId;

/** Closings for tests. */
public final class SampleClosings {
    private SampleClosings() {}

    /** A close after which nothing runs any more, not saved yet. */
    public static Closing drained(GroupId group, Instant close, Instant drainedAt) {
        return new Closing(group, close, close, Optional.empty(), Optional.of(drainedAt), 0);
    }
}
