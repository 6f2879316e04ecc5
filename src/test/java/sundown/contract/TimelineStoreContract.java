package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import sundown.runtime.ManualClock;
import sundown.timeline.PublishedTimeline;
import sundown.timeline.TimelineStore;

/** What every timeline store promises. */
public abstract class TimelineStoreContract {
    /** A timeline other than the one that is published. */
    protected static final String NEXT = """
            {"version": 2, "exempt": ["CN"], "groups": [
              {"id": "1", "regions": ["IN"],
               "notice": "2022-10-25T00:00:00Z", "exportsOpen": "2022-12-01T00:00:00Z",
               "close": "2023-09-01T00:00:00Z", "refundBy": "2023-10-01T00:00:00Z"},
              {"id": "2", "regions": "every other",
               "notice": "2022-10-25T00:00:00Z", "exportsOpen": "2022-12-01T00:00:00Z",
               "close": "2023-09-01T00:00:00Z", "refundBy": "2023-10-01T00:00:00Z"}]}
            """;

    /** The clock of the store under test. */
    protected final ManualClock clock = new ManualClock(Instant.parse("2026-11-24T12:00:00Z"));

    /** The store under test, without a timeline of its own. */
    protected abstract TimelineStore store();

    /** Puts a timeline in force. */
    protected abstract void put(String document);

    @Test
    void beginsWithThePublishedTimeline() {
        assertThat(store().inForce()).isEqualTo(PublishedTimeline.read());
    }

    @Test
    void takesAChangeWithinAMinute() {
        TimelineStore store = store();
        store.inForce();
        put(NEXT);
        clock.advance(Duration.ofMinutes(1));
        assertThat(store.inForce().version()).isEqualTo(2);
        assertThat(store.inForce().groups()).hasSize(2);
    }
}
