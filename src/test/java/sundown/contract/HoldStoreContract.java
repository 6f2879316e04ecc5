package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.hold.Hold;
import sundown.hold.HoldStore;
import sundown.operator.SampleOperators;
import sundown.timeline.GroupId;

/** What every store of holds promises. */
public abstract class HoldStoreContract {
    private static final GroupId GROUP = new GroupId("1");
    private static final UserId USER = new UserId("held");
    private static final Instant NOW = SampleTransfers.NOW;

    /** The store under test, empty at first. */
    private final HoldStore store;

    protected HoldStoreContract(HoldStore store) {
        this.store = store;
    }

    @Test
    void knowsNoHoldThatWasNotPlaced() {
        assertThat(store.find(USER)).isEmpty();
        assertThat(store.changes(GROUP)).isZero();
    }

    @Test
    void findsAHoldWithItsEndAndWithoutOne() {
        store.place(GROUP, hold("court order 7", Optional.empty()));
        assertThat(store.find(USER)).contains(hold("court order 7", Optional.empty()));
        store.place(GROUP, hold("court order 8", Optional.of(NOW.plusMillis(1))));
        assertThat(store.find(USER)).contains(hold("court order 8", Optional.of(NOW.plusMillis(1))));
    }

    @Test
    void takesAHoldAwayAndNoOther() {
        store.place(GROUP, hold("court order", Optional.empty()));
        store.release(GROUP, new UserId("held2"));
        assertThat(store.find(USER)).isPresent();
        store.release(GROUP, USER);
        assertThat(store.find(USER)).isEmpty();
    }

    @Test
    void countsEveryChangeOfAGroupButTheFirstHoldOfAnAccount() {
        store.place(GROUP, hold("court order", Optional.empty()));
        assertThat(store.changes(GROUP)).isZero();
        store.place(GROUP, hold("court order", Optional.empty()));
        store.release(GROUP, USER);
        assertThat(store.changes(GROUP)).isEqualTo(2);
        store.place(GROUP, hold("court order", Optional.empty()));
        assertThat(store.changes(GROUP)).isEqualTo(2);
        assertThat(store.changes(new GroupId("2"))).isZero();
    }

    @Test
    void losesNoChangeOfManyAtOnce() throws Exception {
        Race.between(4, number -> {
            store.release(GROUP, USER);
            return number;
        });
        assertThat(store.changes(GROUP)).isEqualTo(4);
    }

    private static Hold hold(String reason, Optional<Instant> until) {
        return new Hold(USER, reason, SampleOperators.named("Ada"), NOW, until);
    }
}
