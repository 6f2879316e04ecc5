package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sundown.limit.Limit;
import sundown.limit.LimitStore;
import sundown.limit.LimitStore.LimitChange;
import sundown.limit.LimitStore.SetLimits;
import sundown.operator.SampleOperators;
import sundown.runtime.ManualClock;

/** What every store of limits promises. */
public abstract class LimitStoreContract {
    private static final SetLimits SLOW =
            new SetLimits(Map.of(Limit.PURGE_ACCOUNTS_PER_MINUTE, 10L, Limit.PURGE_CONCURRENCY, 1L));
    private static final SetLimits LARGE = new SetLimits(Map.of(Limit.GOOGLE_REQUESTS_PER_DAY, 3_000_000_000L));

    /** The clock of the store under test. */
    protected final ManualClock clock = new ManualClock(Instant.parse("2026-11-24T12:00:00Z"));

    /** The store under test, in which nobody has changed a limit. */
    protected abstract LimitStore store();

    @Test
    void setsNothingBeforeTheFirstChange() {
        assertThat(store().latest()).isEmpty();
        assertThat(store().inForce()).isEqualTo(SetLimits.NONE);
    }

    @Test
    void keepsTheLastChangeAsAWhole() {
        LimitChange slow = change(1, SLOW);
        assertThat(store().save(slow)).isTrue();
        assertThat(store().latest()).contains(slow);
        LimitChange large = change(2, LARGE);
        assertThat(store().save(large)).isTrue();
        assertThat(store().latest()).contains(large);
    }

    @Test
    void refusesAChangeOfWhatAnotherHasChangedSince() {
        assertThat(store().save(change(2, LARGE))).isFalse();
        LimitChange slow = change(1, SLOW);
        store().save(slow);
        assertThat(store().save(change(1, LARGE))).isFalse();
        assertThat(store().latest()).contains(slow);
    }

    @Test
    void takesAChangeWithinAMinute() {
        LimitStore store = store();
        store.inForce();
        store.save(change(1, SLOW));
        clock.advance(LimitStore.CACHE_AGE_MAX);
        assertThat(store.inForce()).isEqualTo(SLOW);
        store.save(change(2, SetLimits.NONE));
        clock.advance(LimitStore.CACHE_AGE_MAX);
        assertThat(store.inForce()).isEqualTo(SetLimits.NONE);
    }

    private LimitChange change(long version, SetLimits limits) {
        return new LimitChange(limits, version, SampleOperators.named("Ada"), "an \"incident\"", clock.instant());
    }
}
