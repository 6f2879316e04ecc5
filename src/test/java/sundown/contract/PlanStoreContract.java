package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sundown.account.ReachStore.Reach;
import sundown.digest.Sha256;
import sundown.operator.SampleOperators;
import sundown.purge.BucketEntry.Totals;
import sundown.purge.Plan;
import sundown.purge.Plan.PlanId;
import sundown.purge.PlanStore;
import sundown.receipt.Safety.Sums;
import sundown.timeline.GroupId;

/** What every store of plans promises. */
public abstract class PlanStoreContract {
    private static final GroupId GROUP = new GroupId("1");
    private static final Instant NOW = SampleTransfers.NOW;
    private static final PlanId FIRST = new PlanId("plan0001");
    private static final PlanId SECOND = new PlanId("plan0002");
    private static final Map<Reach, Long> REACH = Map.of(Reach.REACHED, 3L, Reach.NOT_REACHABLE, 2L);
    private static final Plan.Planned PLANNED = new Plan.Planned(
            new Sha256("0a".repeat(32)), 5, 1, 2, new Totals(10, 3, 1, 1L << 40), SamplePurges.SAFETY, 32, REACH);

    /** The store under test, empty at first. */
    private final PlanStore store;

    protected PlanStoreContract(PlanStore store) {
        this.store = store;
    }

    @Test
    void knowsNoPlanThatWasNotBegun() {
        assertThat(store.find(GROUP)).isEmpty();
    }

    @Test
    void beginsAPlanOnce() {
        assertThat(begin(FIRST)).isTrue();
        assertThat(begin(SECOND)).isFalse();
        assertThat(store.find(GROUP)).contains(plan(FIRST));
        assertThat(store.find(new GroupId("2"))).isEmpty();
    }

    @Test
    void replacesThePlanThatIsNamedAndNoOther() {
        assertThat(store.begin(plan(SECOND), Optional.of(FIRST))).isFalse();
        begin(FIRST);
        store.complete(GROUP, FIRST, PLANNED);
        assertThat(store.begin(plan(SECOND), Optional.of(SECOND))).isFalse();
        assertThat(store.begin(plan(SECOND), Optional.of(FIRST))).isTrue();
        assertThat(store.find(GROUP)).contains(plan(SECOND));
    }

    @Test
    void notesOnceWhatWasPlanned() {
        begin(FIRST);
        store.complete(GROUP, SECOND, PLANNED);
        assertThat(store.find(GROUP).orElseThrow().planned()).isEmpty();
        store.complete(GROUP, FIRST, PLANNED);
        store.complete(
                GROUP,
                FIRST,
                new Plan.Planned(new Sha256("0b".repeat(32)), 6, 0, 0, Totals.NONE, Sums.NONE, 32, REACH));
        assertThat(store.find(GROUP).orElseThrow().planned()).contains(PLANNED);
    }

    @Test
    void knowsTheLatestPlanOnceItsManifestIsMade() {
        begin(FIRST);
        assertThat(store.latest(GROUP)).isEmpty();
        store.complete(GROUP, FIRST, PLANNED);
        assertThat(store.latest(GROUP))
                .contains(new Plan(
                        FIRST,
                        PLANNED.hash(),
                        SampleOperators.named("Ada"),
                        NOW,
                        5,
                        14,
                        1L << 40,
                        SamplePurges.SAFETY,
                        1,
                        7,
                        32,
                        REACH));
        store.begin(plan(SECOND), Optional.of(FIRST));
        assertThat(store.latest(GROUP)).isEmpty();
    }

    @Test
    void letsOneOfManyBegin() throws Exception {
        assertThat(Race.between(4, number -> begin(new PlanId("plan000" + number))))
                .containsOnlyOnce(true);
    }

    private boolean begin(PlanId id) {
        return store.begin(plan(id), Optional.empty());
    }

    private static Plan.Begun plan(PlanId id) {
        return new Plan.Begun(
                GROUP, id, SampleOperators.named("Ada"), NOW, 1, 256, 7, Optional.of(FIRST), Optional.empty());
    }
}
