package sundown.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.InMemoryAccountStore;
import sundown.account.UserId;
import sundown.edge.Correlation;
import sundown.edge.Json;
import sundown.edge.OperatorCall;
import sundown.gallery.ObjectKey;
import sundown.hold.HoldFunctions;
import sundown.job.ChunkMessage;
import sundown.operator.Operator;
import sundown.purge.AccountRecord.Remains;
import sundown.purge.ApprovalStore.Approvals;
import sundown.purge.AuditFiles.AuditKeys;
import sundown.purge.BucketEntry.Totals;
import sundown.purge.BucketListing.PurgedBucket;
import sundown.purge.DeletionRecords.Deletion;
import sundown.purge.ManifestLine.Standing;
import sundown.purge.PurgeStore.PurgeState;
import sundown.runtime.ObservedPort;
import sundown.runtime.Records;

/** The deletion of an account stops before it begins, or in its midst: by a hold, a switch, or a departure. */
class NothingMoreDeletedTest {
    private static final UserId NOBODY = new UserId("nobody");

    private final ClosedGroup group = new ClosedGroup();

    @Test
    void deletesNothingOfAnAccountUnderHold() {
        UserId user = group.user("u1");
        group.hold(user, Optional.empty());
        group.begin();
        group.deleted(user);
        assertThat(group.deletion.asked()).isEmpty();
        assertThat(group.kept(user)).hasSize(6);
        assertThat(group.rows.any(user)).isTrue();
        assertThat(group.record(user)).contains(record(user, Totals.NONE, Deletion.Progress.HELD, ClosedGroup.BEGIN));
    }

    /** A hold has ended by one clock, and by the other it has not. */
    @Test
    void keepsWhatIsLeftWhenAHoldIsMetInTheMidst() {
        UserId user = group.userOf(1_500);
        Instant until = ClosedGroup.BEGIN.plusSeconds(60);
        group.hold(user, Optional.of(until));
        group.begin();
        group.clock.advance(Duration.ofSeconds(60));
        group.afterTheFirstBatch(() -> group.trusted.ahead(Duration.ofSeconds(-1)));
        group.deleted(user);
        assertThat(group.kept(user)).hasSize(500);
        assertThat(group.rows.any(user)).isTrue();
        assertThat(group.record(user))
                .contains(record(user, new Totals(1_000, 0, 0, 3_000), Deletion.Progress.HELD, until));
    }

    @Test
    void recordsTheRowsThatWereRemovedBeforeAHoldWasMet() {
        UserId user = group.user("u1");
        IntStream.range(0, 1_500).forEach(number -> group.rows.put(user, "item-" + number));
        group.hold(user, Optional.of(ClosedGroup.BEGIN.plusSeconds(60)));
        group.begin();
        group.clock.advance(Duration.ofSeconds(60));
        group.afterEach("UserRows.remove", () -> group.trusted.ahead(Duration.ofSeconds(-1)));
        group.deleted(user);
        Deletion record = group.record(user).orElseThrow();
        assertThat(record.outcome()).isEqualTo(Deletion.Progress.HELD);
        assertThat(record.rows()).isEqualTo(UserRows.BATCH_ROWS);
        assertThat(group.rows.any(user)).isTrue();
    }

    @Test
    void beginsNoBatchOnceTheKillSwitchIsSetAndGoesOnWhenItIsNot() {
        UserId user = group.userOf(2_500);
        group.begin();
        group.afterTheFirstBatch(() -> group.stop(true));
        group.deleted(user);
        assertThat(group.deletion.calls()).isEqualTo(1);
        assertThat(group.kept(user)).hasSize(1_500);
        assertThat(group.rows.any(user)).isTrue();
        group.deleted(user);
        assertThat(group.deletion.calls()).isEqualTo(1);

        group.stop(false);
        group.deleted(user);
        assertThat(group.kept(user)).isEmpty();
        assertThat(group.deletion.asked()).hasSize(2_500).doesNotHaveDuplicates();
    }

    @Test
    void removesNoMoreRowsOnceTheKillSwitchIsSet() {
        UserId user = group.user("u1");
        IntStream.range(0, 1_500).forEach(number -> group.rows.put(user, "item-" + number));
        group.begin();
        group.afterEach("UserRows.remove", () -> group.stop(true));
        group.deleted(user);
        assertThat(group.rows.any(user)).isTrue();
        assertThat(group.record(user).orElseThrow().finished()).isFalse();
        group.observe(ObservedPort.Observer.NONE);
        group.stop(false);
        group.deleted(user);
        assertThat(group.rows.any(user)).isFalse();
        assertThat(group.record(user).orElseThrow().finished()).isTrue();
        assertThat(group.record(user).orElseThrow().rows()).isEqualTo(1_502);
    }

    /** Each is a call of its own, so a thousand would take longer than the switch may. */
    @Test
    void endsNoMoreThanAFewUploadsOnceTheKillSwitchIsSet() {
        UserId user = new UserId("u1");
        group.user("u1");
        IntStream.range(0, 100)
                .forEach(number -> group.buckets.begin(PurgedBucket.ARCHIVE, ClosedGroup.key("u1", "z" + number)));
        group.begin();
        group.afterEach(
                "BucketDeletion.abort", () -> group.stop(group.deletion.asked().size() > 40));
        group.deleted(user);
        assertThat(group.deletion.asked()).hasSizeBetween(41, 40 + Remains.BATCH_UPLOADS);
        assertThat(group.rows.any(user)).isTrue();
    }

    /** What is done is recorded, whatever was decided since. */
    @Test
    void recordsWhatWasDeletedBeforeTheKillSwitchWasSet() {
        UserId user = group.user("u1");
        group.begin();
        group.afterEach("UserRows.remove", () -> group.stop(true));
        group.deleted(user);
        assertThat(group.record(user).orElseThrow().finished()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("changes")
    void beginsNoBatchOnceTheApprovalsAreVoid(Consumer<ClosedGroup> change) {
        UserId user = group.userOf(2_500);
        group.begin();
        group.afterTheFirstBatch(() -> change.accept(group));
        group.deleted(user);
        assertThat(group.deletion.calls()).isEqualTo(1);
        assertThat(group.kept(user)).hasSize(1_500);
        assertThat(group.rows.any(user)).isTrue();
        assertThat(group.record(user))
                .contains(record(user, new Totals(1_000, 0, 0, 3_000), Deletion.Progress.PARTIAL, ClosedGroup.BEGIN));
    }

    /** A purge of millions takes weeks, and holds are placed meanwhile. */
    @Test
    void goesOnWhenSomebodyElseComesUnderHold() {
        UserId user = group.userOf(2_500);
        group.begin();
        group.afterTheFirstBatch(() -> group.hold(new UserId("somebody"), Optional.empty()));
        group.deleted(user);
        assertThat(group.kept(user)).isEmpty();
        assertThat(group.record(user).orElseThrow().outcome()).isEqualTo(Deletion.Progress.GONE);
    }

    static Stream<Consumer<ClosedGroup>> changes() {
        return Stream.of(
                ClosedGroup::republish,
                group -> group.holdAndRelease(new UserId("large")),
                group -> group.holdAndRelease(new UserId("somebody")),
                group -> group.plans.put(Given.GROUP, Given.PLAN),
                group -> group.save(new PurgeState.Aborted(Given.ADA, "no", ClosedGroup.BEGIN)));
    }

    @ParameterizedTest
    @MethodSource("states")
    void deletesNothingInAnyOtherState(PurgeState state) {
        UserId user = group.user("u1");
        group.begin();
        group.save(state);
        group.deleted(user);
        assertThat(group.deletion.asked()).isEmpty();
        assertThat(group.record(user)).isEmpty();
    }

    static Stream<PurgeState> states() {
        return Stream.of(
                new PurgeState.Planned(),
                new PurgeState.Purged(Given.NOW),
                new PurgeState.Certified(Given.NOW),
                new PurgeState.Differs(Given.NOW),
                new PurgeState.Aborted(Given.ADA, "no", Given.NOW),
                new PurgeState.Voided(Given.NOW));
    }

    /** A row that claims the deletion of everything approves nothing. */
    @Test
    void deletesNothingByAForgedRowOfThePurge() {
        deletesNothingByAForgedRow(plan -> Optional.empty());
        for (int kind = 0; kind < NotApprovals.of(Given.PLAN).count(); kind++) {
            int skipped = kind;
            deletesNothingByAForgedRow(
                    plan -> NotApprovals.of(plan).skip(skipped).findFirst());
        }
    }

    private static void deletesNothingByAForgedRow(Function<Plan, Optional<Approvals>> written) {
        ClosedGroup forged = new ClosedGroup();
        UserId user = forged.user("u1");
        Optional<Approvals> said = written.apply(forged.plan());
        said.ifPresent(forged.approvals::save);
        forged.save(forged.deleting());
        forged.deleted(user);
        forged.sweep();
        forged.work();
        assertThat(forged.deletion.asked()).as("with " + said).isEmpty();
        assertThat(forged.kept(user)).hasSize(6);
        assertThat(forged.purge().state()).isEqualTo(new PurgeState.Voided(ClosedGroup.BEGIN));
    }

    @Test
    void deletesNothingByAForgedRowOfThePurgeDuringThePause() {
        UserId user = group.user("u1");
        group.begin();
        group.clock.advance(Duration.ofNanos(-1));
        group.deleted(user);
        assertThat(group.deletion.asked()).isEmpty();
        group.clock.advance(Duration.ofNanos(1));
        group.deleted(user);
        assertThat(group.kept(user)).isEmpty();
    }

    @Test
    void deletesNothingByAMessageAlone() {
        group.user("u1");
        group.begin();
        ChunkMessage forged =
                new ChunkMessage(PurgeJob.DELETE_ALL.of(Given.GROUP), Given.PLANNED, 0, new Correlation("c"));
        group.queue.send(forged);
        group.work();
        assertThat(group.deletion.asked()).isEmpty();
        assertThat(group.queue.size()).isZero();
    }

    /** The group closed and was drained less than a day ago, by whichever clock is behind. */
    @ParameterizedTest
    @ValueSource(longs = {0, -24})
    void deletesNothingWhileItIsTooEarlyByAnyClock(long trustedHoursAhead) {
        UserId user = group.user("u1");
        group.begin();
        group.unpause();
        Instant early = Given.DRAINED.plus(PurgeRules.CLOCK_SKEW).minusNanos(1);
        group.clock.moveTo(early.minus(Duration.ofHours(trustedHoursAhead)));
        group.trusted.ahead(Duration.ofHours(trustedHoursAhead));
        group.deleted(user);
        assertThat(group.deletion.asked()).isEmpty();
        assertThat(group.record(user)).isEmpty();
        group.trusted.ahead(Duration.ofHours(trustedHoursAhead).plusSeconds(1));
        group.clock.advance(Duration.ofSeconds(1));
        group.deleted(user);
        assertThat(group.kept(user)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not gzipped", "other entries", "no entries"})
    void stopsThePurgeWhenWhatIsNamedIsNotWhatWasApproved(String kind) {
        UserId user = group.user("u1");
        UserId other = group.user("u2");
        group.begin();
        ObjectKey key = AuditKeys.account(Given.GROUP, ClosedGroup.PLAN, user);
        group.tamper(
                key,
                switch (kind) {
                    case "other entries" -> AccountEntries.write(group.buckets.entries(Given.GROUP, other));
                    case "no entries" -> AccountEntries.write(Stream.empty());
                    default -> kind.getBytes(StandardCharsets.UTF_8);
                });
        assertThat(group.deleted(user)).isFalse();
        assertThat(group.deletion.asked()).isEmpty();
        assertThat(group.record(user)).isEmpty();
        assertThat(group.purge().state())
                .isEqualTo(new PurgeState.Aborted(
                        Operator.unproven("Sundown"),
                        "what the manifest names of user u1 is not what was approved",
                        ClosedGroup.BEGIN));
        group.deleted(other);
        assertThat(group.deletion.asked()).isEmpty();
    }

    private Deletion record(UserId user, Totals totals, Deletion.Progress outcome, Instant at) {
        return new Deletion(group.place(user), ClosedGroup.PLAN, totals, 0, 0, outcome, at);
    }

    static Stream<BiConsumer<ClosedGroup, UserId>> departures() {
        return Stream.of(
                (group, user) -> group.register(user, "BR"),
                (group, user) -> group.register(user, "US"),
                (group, user) -> group.register(user, "CN"),
                (group, user) -> group.accounts.remove(user));
    }

    @ParameterizedTest
    @MethodSource("departures")
    void losesNothingOfAnAccountThatLeftTheGroup(BiConsumer<ClosedGroup, UserId> change) {
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
    @MethodSource("departures")
    void losesNothingMoreAfterTheBatchDuringWhichAnAccountLeaves(BiConsumer<ClosedGroup, UserId> change) {
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
    void keepsTheRowsOfAnAccountThatLeavesAfterItsObjects() {
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
    void removesTheRowsOfAnAccountThatIsRemovedAfterItsObjects() {
        UserId user = group.userOf(1);
        group.begin();
        group.afterTheFirstBatch(() -> group.accounts.remove(user));
        assertThat(group.deleted(user)).isTrue();
        assertGone(user);
        assertThat(group.record(user).orElseThrow().deleted().versions()).isEqualTo(1);
    }

    @Test
    void removesTheRowsOfAnAccountThatIsRemovedAndHadNoObjects() {
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
    void countsNothingThatWasGoneBeforeTheTurnOfAnAccountThatLeft() {
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
    void countsWhatAWorkerHadDeletedBeforeAnAccountLeft() {
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

    /** The second worker finds no record, and finishes the account; then the first one has to leave it. */
    @Test
    void countsWhatAWorkerHadDeletedBeforeAnotherFoundThatTheAccountLeft() {
        UserId user = group.userOf(2_500);
        group.begin();
        group.afterTheFirstBatch(() -> {
            group.register(user, "BR");
            assertThat(group.deleted(user)).isTrue();
            assertThat(group.record(user).orElseThrow().deleted()).isEqualTo(Totals.NONE);
            group.stop(true);
        });
        assertThat(group.deleted(user)).isFalse();
        assertThat(group.record(user)).hasValueSatisfying(record -> {
            assertThat(record.outcome()).isEqualTo(Deletion.Progress.FOREIGN);
            assertThat(record.deleted().versions()).isEqualTo(1_000);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"BR", "CN"})
    void losesNothingOfANewcomerOfAnotherGroupWhomTheManifestLists(String region) {
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
    void deletesANewcomerOfTheGroupWhomTheManifestLists(boolean registered) {
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
    void endsNoCanaryForAnAccountThatLeft() {
        UserId user = group.user("mover");
        group.approve();
        group.register(user, "BR");
        group.sweep();
        group.work();
        group.sweep();
        assertThat(group.purge().state()).isInstanceOf(PurgeState.Waves.class);
        assertThat(group.kept(user)).hasSize(6);
    }

    @Test
    void plansNothingOfAHeldUserWithoutAnAccount() {
        PlannedGroup functions = new PlannedGroup();
        functions.put("1/nobody/a", 1);
        holdNobody(NOBODY, functions);
        functions.plan();
        functions.work();
        assertThat(functions.lines())
                .extracting(ManifestLine::user, ManifestLine::standing)
                .containsExactly(tuple(NOBODY, Standing.HELD));
        assertThat(functions.entries(NOBODY)).isEmpty();
        assertThat(functions.report()).contains("1 under hold, kept\n  nobody\n");
    }

    @Test
    void deletesNothingMoreOfAUserWithoutAnAccountOnceTheyAreHeld() {
        ClosedGroup group = new ClosedGroup();
        UserId user = group.userOf(2_500);
        group.begin();
        group.afterTheFirstBatch(() -> holdNobody(user, group));
        group.deleted(user);
        assertThat(group.deletion.calls()).isEqualTo(1);
        assertThat(group.kept(user)).hasSize(1_500);
        assertThat(group.record(user))
                .hasValueSatisfying(record -> assertThat(record.outcome()).isEqualTo(Deletion.Progress.HELD));
    }

    /** A manifest may still name the user, if it listed them just before. */
    @Test
    void keepsAHeldUserWithoutAnAccountWhateverTheManifestNames() {
        ClosedGroup group = new ClosedGroup();
        UserId user = group.user(NOBODY.value());
        holdNobody(user, group);
        group.begin();
        group.deleted(user);
        assertThat(group.deletion.asked()).isEmpty();
        assertThat(group.rows.any(user)).isTrue();
        assertThat(group.record(user))
                .hasValueSatisfying(record -> assertThat(record.outcome()).isEqualTo(Deletion.Progress.HELD));
    }

    private static void holdNobody(UserId user, InMemoryPurge ports) {
        JsonNode call = Json.tree(
                Map.of("userId", user.value(), "group", "1", "reason", "an order", "by", "Ada", "noAccount", true));
        HoldFunctions functions = Records.with(ports.ports(), "accounts", new InMemoryAccountStore())
                .holdFunctions(ports.clock);
        assertThat(functions.hold().handle(new OperatorCall(call)).path("held").booleanValue())
                .isTrue();
    }
}
