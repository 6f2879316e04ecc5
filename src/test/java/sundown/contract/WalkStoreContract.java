package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sundown.membership.Walk;
import sundown.membership.WalkStore;
import sundown.timeline.GroupId;

/** What every store of walks promises. */
public abstract class WalkStoreContract {
    private static final GroupId GROUP = new GroupId("1");
    private static final Instant BEGUN = SampleTransfers.NOW;
    private static final Instant DATE = BEGUN.minusSeconds(1);
    private static final Instant LATER = BEGUN.plusSeconds(3_600);

    /** The store under test, empty at first. */
    private final WalkStore store;

    protected WalkStoreContract(WalkStore store) {
        this.store = store;
    }

    @Test
    void knowsNoWalkThatWasNotBegun() {
        assertThat(store.find(GROUP)).isEmpty();
    }

    @Test
    void beginsAWalkOnce() {
        assertThat(store.begin(Walk.begun(GROUP, BEGUN), DATE)).isTrue();
        assertThat(store.begin(Walk.begun(GROUP, LATER), DATE)).isFalse();
        assertThat(store.find(GROUP)).contains(Walk.begun(GROUP, BEGUN));
    }

    @Test
    void beginsAnotherInItsPlaceAtALaterDateAndOnce() {
        store.begin(Walk.begun(GROUP, BEGUN), DATE);
        store.finish(GROUP, BEGUN, 1);
        assertThat(store.begin(Walk.begun(GROUP, LATER), BEGUN.plusNanos(1))).isTrue();
        assertThat(store.begin(Walk.begun(GROUP, LATER.plusSeconds(1)), BEGUN.plusNanos(1)))
                .isFalse();
        assertThat(store.find(GROUP)).contains(Walk.begun(GROUP, LATER));
    }

    @Test
    void beginsNoOtherForADateAtWhichOneHasBegun() {
        store.begin(Walk.begun(GROUP, BEGUN), DATE);
        assertThat(store.begin(Walk.begun(GROUP, LATER), BEGUN)).isFalse();
    }

    @Test
    void keepsTheWalksOfGroupsApart() {
        store.begin(Walk.begun(GROUP, BEGUN), DATE);
        store.finish(GROUP, BEGUN, 1);
        store.begin(Walk.begun(new GroupId("2"), LATER), DATE);
        assertThat(store.find(new GroupId("2"))).contains(Walk.begun(new GroupId("2"), LATER));
    }

    @Test
    void notesEachShardThatIsDone() {
        store.begin(Walk.begun(GROUP, BEGUN), DATE);
        store.finish(GROUP, BEGUN, 15);
        store.finish(GROUP, BEGUN, 0);
        store.finish(GROUP, BEGUN, 15);
        assertThat(store.find(GROUP)).contains(new Walk(GROUP, BEGUN, BEGUN, Set.of(0, 15)));
    }

    @Test
    void notesNothingOfAWalkThatAnotherHasReplaced() {
        store.begin(Walk.begun(GROUP, BEGUN), DATE);
        store.begin(Walk.begun(GROUP, LATER), LATER);
        store.finish(GROUP, BEGUN, 3);
        assertThat(store.find(GROUP)).contains(Walk.begun(GROUP, LATER));
    }

    @Test
    void notesNothingOfAWalkThatNobodyHasBegun() {
        store.finish(GROUP, BEGUN, 3);
        assertThat(store.find(GROUP)).isEmpty();
    }

    @Test
    void losesNoShardOfManyThatAreDoneAtOnce() throws Exception {
        store.begin(Walk.begun(GROUP, BEGUN), DATE);
        Race.between(4, shard -> {
            store.finish(GROUP, BEGUN, shard);
            return shard;
        });
        assertThat(store.find(GROUP).orElseThrow().done()).containsExactlyInAnyOrder(0, 1, 2, 3);
    }

    @Test
    void sendsAgainOnceAndKeepsWhatIsDone() {
        Walk begun = Walk.begun(GROUP, BEGUN);
        store.begin(begun, DATE);
        store.finish(GROUP, BEGUN, 7);
        assertThat(store.sendAgain(begun, LATER)).isTrue();
        assertThat(store.sendAgain(begun, LATER.plusSeconds(1))).isFalse();
        assertThat(store.find(GROUP)).contains(new Walk(GROUP, BEGUN, LATER, Set.of(7)));
    }

    @Test
    void sendsNothingAgainOfAWalkThatAnotherHasReplaced() {
        Walk begun = Walk.begun(GROUP, BEGUN);
        store.begin(begun, DATE);
        store.begin(Walk.begun(GROUP, LATER), LATER);
        assertThat(store.sendAgain(begun, LATER.plusSeconds(1))).isFalse();
        assertThat(store.find(GROUP)).contains(Walk.begun(GROUP, LATER));
    }

    @Test
    void letsOneOfManyBegin() throws Exception {
        assertThat(Race.between(4, number -> store.begin(Walk.begun(GROUP, BEGUN), DATE)))
                .containsOnlyOnce(true);
    }
}
