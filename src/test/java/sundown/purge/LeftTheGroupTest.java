package sundown.purge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.UserId;
import sundown.purge.BucketEntry.Totals;
import sundown.purge.DeletionRecords.Deletion;
import sundown.purge.PurgeStore.PurgeState;
import sundown.runtime.ObservedPort;

/** An account is not of the group any more when its turn comes, though an approved manifest lists it. */
class LeftTheGroupTest {
    private final ClosedGroup group = new ClosedGroup();

    static Stream<BiConsumer<ClosedGroup, UserId>> changes() {
        return Stream.of(
                (group, user) -> group.register(user, "BR"),
                (group, user) -> group.register(user, "US"),
                (group, user) -> group.register(user, "CN"),
                (group, user) -> group.accounts.remove(user));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void loseNothing(BiConsumer<ClosedGroup, UserId> change) {
        UserId user = group.user("mover");
        UserId other = group.user("other");
        group.begin();
        change.accept(group, user);
        assertThat(group.deleted(user)).isTrue();
        assertThat(group.deleted(other)).isTrue();
        assertThat(group.kept(user)).hasSize(6);
        assertThat(group.rows.any(user)).isTrue();
        assertThat(group.kept(other)).isEmpty();
        assertThat(group.record(user)).hasValueSatisfying(record -> {
            assertThat(record.outcome()).isEqualTo(Deletion.Progress.FOREIGN);
            assertThat(record.finished()).isTrue();
            assertThat(record.deleted().entries()).isZero();
        });
    }

    @ParameterizedTest
    @MethodSource("changes")
    void loseNothingMoreAfterTheBatchDuringWhichTheyLeave(BiConsumer<ClosedGroup, UserId> change) {
        UserId user = group.userOf(2_500);
        group.begin();
        group.afterTheFirstBatch(() -> change.accept(group, user));
        group.deleted(user);
        assertThat(group.deletion.calls()).isEqualTo(1);
        assertThat(group.kept(user)).hasSize(1_500);
        assertThat(group.rows.any(user)).isTrue();
        assertThat(group.record(user).orElseThrow().deleted().versions()).isEqualTo(1_000);
    }

    /** Rows are removed when every object is gone; the move comes in between. */
    @Test
    void keepTheirRowsWhenTheyLeaveAfterTheirObjects() {
        UserId user = group.userOf(1);
        group.begin();
        group.afterTheFirstBatch(() -> group.register(user, "BR"));
        group.deleted(user);
        assertThat(group.kept(user)).isEmpty();
        assertThat(group.rows.any(user)).isTrue();
        assertThat(group.record(user).orElseThrow().outcome()).isEqualTo(Deletion.Progress.FOREIGN);
    }

    /** No other plan lists a user with neither an account nor a folder: their rows would stay for good. */
    @Test
    void loseTheirRowsWhenTheAccountIsRemovedAfterTheirObjects() {
        UserId user = group.userOf(1);
        group.begin();
        group.afterTheFirstBatch(() -> group.accounts.remove(user));
        assertThat(group.deleted(user)).isTrue();
        assertGone(user);
        assertThat(group.record(user).orElseThrow().deleted().versions()).isEqualTo(1);
    }

    @Test
    void loseTheirRowsWhenTheAccountIsRemovedAndTheyHadNoObjects() {
        UserId user = group.userWithoutEntries("empty");
        group.rows.put(user, "transfer");
        group.begin();
        group.accounts.remove(user);
        assertThat(group.deleted(user)).isTrue();
        assertGone(user);
    }

    private void assertGone(UserId user) {
        assertThat(group.rows.any(user)).isFalse();
        assertThat(group.receipts.find(user)).isPresent();
        assertThat(group.record(user).orElseThrow().outcome()).isEqualTo(Deletion.Progress.GONE);
    }

    /** The photo cloud has moved their objects to their new group. */
    @Test
    void countNothingThatWasGoneBeforeTheirTurn() {
        UserId user = group.userOf(3);
        group.begin();
        group.buckets.delete(group.kept(user));
        group.register(user, "BR");
        group.deleted(user);
        assertThat(group.record(user)).hasValueSatisfying(record -> {
            assertThat(record.outcome()).isEqualTo(Deletion.Progress.FOREIGN);
            assertThat(record.deleted()).isEqualTo(Totals.NONE);
        });
    }

    @Test
    void countWhatAWorkerHadDeletedWhoseTimeWasOver() {
        UserId user = group.userOf(2_500);
        group.begin();
        group.afterTheFirstBatch(() -> group.clock.advance(AccountDeletion.TURN_MAX));
        assertThat(group.deleted(user)).isFalse();
        group.observe(ObservedPort.Observer.NONE);
        group.register(user, "BR");
        assertThat(group.deleted(user)).isTrue();
        assertThat(group.record(user)).hasValueSatisfying(record -> {
            assertThat(record.outcome()).isEqualTo(Deletion.Progress.FOREIGN);
            assertThat(record.deleted().versions()).isEqualTo(1_000);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"BR", "CN"})
    void loseNothingWhereTheManifestListsThemWithoutAnAccount(String region) {
        UserId user = group.user("newcomer");
        group.accounts.remove(user);
        group.begin();
        group.register(user, region);
        group.deleted(user);
        assertThat(group.kept(user)).hasSize(6);
        assertThat(group.record(user).orElseThrow().outcome()).isEqualTo(Deletion.Progress.FOREIGN);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void areDeletedWhereTheManifestListsThemWithoutAnAccountAndTheGroupIsTheirs(boolean registered) {
        UserId user = group.user("newcomer");
        group.accounts.remove(user);
        group.begin();
        if (registered) {
            group.register(user, "IN");
        }
        group.deleted(user);
        assertThat(group.kept(user)).isEmpty();
    }

    /** The canary looks whether its accounts are gone: those who left are not. */
    @Test
    void endNoCanary() {
        UserId user = group.user("mover");
        group.approve();
        group.register(user, "BR");
        group.sweep();
        group.work();
        group.sweep();
        assertThat(group.purge().state()).isInstanceOf(PurgeState.Waves.class);
        assertThat(group.kept(user)).hasSize(6);
    }
}
