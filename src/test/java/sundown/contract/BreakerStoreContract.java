package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sundown.failure.CircuitBreaker;
import sundown.runtime.ManualClock;
import sundown.transfer.BreakerStore;
import sundown.transfer.BreakerStore.Kept;

/** What every store of the library's breaker promises. */
public abstract class BreakerStoreContract {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final CircuitBreaker COUNTING = new CircuitBreaker.Closed(Set.of("user-1", "user-2"), NOW);
    private static final CircuitBreaker OPEN = new CircuitBreaker.Open(3, NOW.plusSeconds(120));

    /** The clock of the store under test. */
    protected final ManualClock clock = new ManualClock(NOW);

    /** The store under test, in which nobody has saved a breaker. */
    protected abstract BreakerStore store();

    @Test
    void isClosedBeforeTheFirstSave() {
        assertThat(store().find()).isEqualTo(Kept.NONE);
        assertThat(store().findRecent()).isEqualTo(Kept.NONE);
    }

    @Test
    void keepsEachBreakerAsAWhole() {
        BreakerStore store = store();
        for (CircuitBreaker next : new CircuitBreaker[] {COUNTING, OPEN, CircuitBreaker.Closed.CLEAR, OPEN}) {
            Kept read = store.find();
            assertThat(store.save(read, next)).isTrue();
            assertThat(store.find()).isEqualTo(new Kept(next, read.version() + 1));
        }
    }

    @Test
    void refusesASaveOfWhatAnotherHasChangedSince() {
        BreakerStore store = store();
        Kept first = store.find();
        assertThat(store.save(first, OPEN)).isTrue();
        assertThat(store.save(first, COUNTING)).isFalse();
        Kept second = store.find();
        assertThat(store.save(second, COUNTING)).isTrue();
        assertThat(store.save(second, OPEN)).isFalse();
        assertThat(store.find().breaker()).isEqualTo(COUNTING);
    }

    @Test
    void tellsWithinSecondsWhatAnotherHasSaved() {
        BreakerStore reader = store();
        reader.findRecent();
        BreakerStore writer = store();
        writer.save(writer.find(), OPEN);
        clock.advance(BreakerStore.CACHE_AGE_MAX);
        assertThat(reader.findRecent().breaker()).isEqualTo(OPEN);
    }
}
