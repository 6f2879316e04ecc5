package sundown.purge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.UserId;
import sundown.purge.AuditFiles.AuditKeys;
import sundown.purge.BucketEntry.Totals;
import sundown.purge.BucketListing.PurgedBucket;
import sundown.purge.DeletionRecords.Deletion;
import sundown.purge.Plan.PlanId;
import sundown.purge.PurgeStore.Purge;
import sundown.purge.PurgeStore.PurgeState;
import sundown.runtime.Death;
import sundown.runtime.ObservedPort;
import sundown.runtime.Records;

/** What is recorded of an account when its plan is abandoned midway. */
class HalfDeletedAccountTest {
    private static final UserId USER = new UserId("u1");
    private static final PurgeState ABORTED = new PurgeState.Aborted(Given.ADA, "no", ClosedGroup.BEGIN);
    private static final PlanId LATER = new PlanId("plan00002");

    private final ClosedGroup group = new ClosedGroup();

    /** Wherever a worker died, its message comes again, and finds that the plan is given up. */
    @Tag("thorough")
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void recordsWhatIsGoneWhereverAWorkerDiedBefore(boolean after) {
        List<BucketEntry> named = begun().kept(USER);
        long calls = Death.atEachCall(
                after, HalfDeletedAccountTest::begun, ClosedGroup::observe, begun -> begun.deleted(USER), dying -> {
                    dying.save(ABORTED);
                    dying.deleted(USER);
                    assertThat(dying.record(USER).map(Deletion::deleted).orElse(Totals.NONE))
                            .isEqualTo(gone(dying, named));
                });
        assertThat(calls).isGreaterThan(40);
    }

    private static ClosedGroup begun() {
        ClosedGroup begun = new ClosedGroup();
        begun.user("u1");
        begun.begin();
        return begun;
    }

    private static Totals gone(ClosedGroup group, List<BucketEntry> named) {
        List<BucketEntry> kept = group.kept(USER);
        return named.stream().filter(entry -> !kept.contains(entry)).reduce(Totals.NONE, Totals::plus, Totals::plus);
    }

    /** While the switch is set, messages are spent; should the plan be given up then, none of them comes again. */
    @Test
    void recordsWhatADeadWorkerDeletedWhenTheKillSwitchIsSet() {
        UserId user = group.userOf(1_500);
        group.begin();
        group.buckets.delete(group.kept(user).subList(0, 1_000));
        group.stop(true);
        group.deleted(user);
        assertThat(group.record(user).map(Deletion::deleted)).contains(new Totals(1_000, 0, 0, 3_000));
    }

    @Test
    void putsNothingDownOfAnAccountThatIsAllThere() {
        group.user("u1");
        group.begin();
        group.put(PurgedBucket.GALLERY, "u1", "new");
        group.save(ABORTED);
        group.deleted(USER);
        assertThat(group.record(USER)).isEmpty();
    }

    /** A batch that was under way when the next plan listed the account is that plan's to count. */
    @Test
    void leavesToTheNextPlanWhatThatNames() {
        UserId user = group.userOf(2_500);
        group.begin();
        List<BucketEntry> listed = group.kept(user).subList(900, 2_500);
        group.files.putIfAbsent(AuditKeys.account(Given.GROUP, LATER, user), AccountEntries.write(listed.stream()));
        group.afterTheFirstBatch(() -> group.plans.put(Given.GROUP, Records.with(group.plan(), "id", LATER)));
        group.deleted(user);
        assertThat(group.kept(user)).hasSize(1_500);
        assertThat(group.record(user).map(Deletion::deleted)).contains(new Totals(900, 0, 0, 2_700));
    }

    /** What is gone then may have been deleted by the other one. */
    @Test
    void putsNothingDownOnceTheNextPlanHasBegun() {
        UserId user = group.userOf(1_500);
        group.begin();
        Purge read = group.purge();
        group.buckets.delete(group.kept(user).subList(0, 1_000));
        group.plans.put(Given.GROUP, Records.with(group.plan(), "id", LATER));
        group.save(ABORTED);
        group.deleted(read, user);
        assertThat(group.record(user)).isEmpty();
    }

    @Test
    void countsNoAccountAsFinishedThatWasLeftInItsMidst() {
        UserId user = group.userOf(1_500);
        group.begin();
        group.afterTheFirstBatch(() -> group.stop(true));
        group.deleted(user);
        group.observe(ObservedPort.Observer.NONE);
        assertThat(group.record(user).orElseThrow().finished()).isFalse();
        group.stop(false);
        assertThat(group.deleted(user)).isTrue();
        assertThat(group.record(user).map(Deletion::deleted)).contains(new Totals(1_500, 0, 0, 4_500));
    }
}
