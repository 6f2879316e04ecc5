package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sundown.operator.SampleOperators;
import sundown.purge.approval.Purge;
import sundown.purge.approval.PurgeState;
import sundown.purge.approval.PurgeStore;
import sundown.timeline.GroupId;

/** What every store of purges promises. */
public abstract class PurgeStoreContract {
    private static final GroupId GROUP = new GroupId("1");

    /** The store under test, empty at first. */
    private final PurgeStore store;

    protected PurgeStoreContract(PurgeStore store) {
        this.store = store;
    }

    @Test
    void knowsNoPurgeThatWasNotSaved() {
        assertThat(store.find(GROUP)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("states")
    void givesBackWhatWasSavedOneVersionFurther(PurgeState state) {
        Purge purge = planned(GROUP).in(state);
        assertThat(store.save(purge)).contains(purge.saved());
        assertThat(store.find(GROUP)).contains(purge.saved());
    }

    static Stream<PurgeState> states() {
        return Stream.of(
                new PurgeState.Planned(),
                new PurgeState.Canary(SamplePurges.NOW),
                new PurgeState.Waves(SamplePurges.NOW),
                new PurgeState.Purged(SamplePurges.NOW),
                new PurgeState.Certified(SamplePurges.NOW),
                new PurgeState.Differs(SamplePurges.NOW),
                new PurgeState.Voided(SamplePurges.NOW),
                new PurgeState.Aborted(SampleOperators.named("Ada"), "a \"wrong\" list", SamplePurges.NOW));
    }

    @Test
    void leavesNothingOfTheStateBefore() {
        Purge saved = store.save(planned(GROUP).in(new PurgeState.Waves(SamplePurges.NOW)))
                .orElseThrow();
        Purge again = saved.in(new PurgeState.Planned());
        store.save(again);
        assertThat(store.find(GROUP)).contains(again.saved());
    }

    @Test
    void savesNothingOverWhatSomebodyElseSaved() {
        Purge saved = store.save(planned(GROUP)).orElseThrow();
        assertThat(store.save(planned(GROUP))).isEmpty();
        Purge first = saved.in(new PurgeState.Canary(SamplePurges.NOW));
        store.save(first);
        assertThat(store.save(saved.in(new PurgeState.Waves(SamplePurges.NOW)))).isEmpty();
        assertThat(store.find(GROUP)).contains(first.saved());
    }

    @Test
    void keepsThePurgesOfGroupsApart() {
        store.save(planned(GROUP));
        Purge other = new Purge(
                new GroupId("11"), SamplePurges.plan(2), planned(GROUP).state(), 0);
        store.save(other);
        assertThat(store.find(GROUP)).contains(planned(GROUP).saved());
        assertThat(store.find(other.group())).contains(other.saved());
    }

    @Test
    void letsOneOfManySave() throws Exception {
        assertThat(Race.between(4, number -> store.save(planned(GROUP)).isPresent()))
                .containsOnlyOnce(true);
    }

    private static Purge planned(GroupId group) {
        return new Purge(group, SamplePurges.plan(1), new PurgeState.Planned(), 0);
    }
}
