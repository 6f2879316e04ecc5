package sundown.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.contract.SampleArchives;
import sundown.contract.SampleTransfers;
import sundown.failure.PermanentFailure;
import sundown.metrics.Measurements;
import sundown.metrics.Metric;
import sundown.purge.AuditFiles.AuditKeys;
import sundown.purge.BucketEntry.Totals;
import sundown.purge.BucketListing.PurgedBucket;
import sundown.purge.DeletionRecords.Deletion;
import sundown.purge.Plan.PlanId;
import sundown.purge.PurgeStore.Purge;
import sundown.purge.PurgeStore.PurgeState;
import sundown.receipt.ReceiptStore.Receipt;
import sundown.runtime.Calls;
import sundown.runtime.Death;
import sundown.runtime.ObservedPort;
import sundown.runtime.Records;
import sundown.transfer.SettledBatch;
import sundown.transfer.Transfer;
import sundown.transfer.Years;

/** One account is deleted, or its plan is given up in its midst. */
class AccountDeletionTest {
    private static final Totals OF_A_USER = new Totals(3, 1, 2, 9);
    private static final UserId USER = new UserId("u1");
    private static final PurgeState ABORTED = new PurgeState.Aborted(Given.ADA, "no", ClosedGroup.BEGIN);
    private static final PlanId LATER = new PlanId("plan00002");

    private final ClosedGroup group = new ClosedGroup();

    @Test
    void deletesWhatTheManifestNamesAndPutsItDown() {
        UserId user = group.user("u1");
        UserId other = group.user("u2");
        group.begin();
        group.deleted(user);
        assertThat(group.kept(user)).isEmpty();
        assertThat(group.rows.any(user)).isFalse();
        assertThat(group.record(user)).contains(gone(user));
        assertThat(group.kept(other)).hasSize(6);
        assertThat(group.rows.any(other)).isTrue();
        assertThat(group.record(other)).isEmpty();
    }

    /** One step for each kind in each bucket, and one for the rows. */
    @Test
    void measuresWhatIsGoneAndHowLongAStopWouldTake() {
        UserId user = group.user("u1");
        group.begin();
        try (Measurements measurements = new Measurements()) {
            group.deleted(user);

            assertThat(measurements.of(Metric.ACCOUNTS_DELETED)).containsExactly(1.0);
            assertThat(measurements.of(Metric.ENTRIES_DELETED)).containsExactly((double) OF_A_USER.entries());
            assertThat(measurements.of(Metric.BYTES_DELETED)).containsExactly((double) OF_A_USER.bytes());
            assertThat(measurements.of(Metric.ROWS_DELETED)).singleElement().matches(rows -> rows > 0);
            assertThat(measurements.of(Metric.SWITCH_DELAY))
                    .hasSizeGreaterThan(1)
                    .allMatch(seconds -> seconds >= 0);
        }
    }

    /** A close waits for half an hour for the removal of archives; what is left then is in the manifest. */
    @Test
    void countsAsDeletedWhatASweepRemovedOfAnArchiveSinceThePlan() {
        UserId user = group.user("u1");
        group.begin();
        List<BucketEntry> archive = group.kept(user).stream()
                .filter(entry -> entry.bucket() == PurgedBucket.ARCHIVE)
                .toList();
        assertThat(archive).hasSize(2);
        archive.stream()
                .filter(entry -> entry.kind() == BucketEntry.Kind.UPLOAD)
                .forEach(group.buckets::abort);
        group.buckets.delete(archive.stream()
                .filter(entry -> entry.kind() != BucketEntry.Kind.UPLOAD)
                .toList());

        group.deleted(user);

        assertThat(group.kept(user)).isEmpty();
        assertThat(group.record(user)).contains(gone(user));
    }

    @Test
    void keepsAReceiptOfWhatTheRowsTold() {
        UserId user = group.user("u1");
        Transfer transfer = group.transfers.save(SampleTransfers.halfWay(user)).orElseThrow();
        Archive archive = group.archives.save(SampleArchives.ready(user)).orElseThrow();
        group.begin();
        group.deleted(user);
        Receipt receipt = group.receipts.find(user).orElseThrow();
        assertThat(receipt.deletedAt()).contains(ClosedGroup.BEGIN);
        Inclusion proof = Inclusion.read(receipt.proof().orElseThrow());
        assertThat(proof.user().user()).isEqualTo(user);
        assertThat(proof.proves(
                        group.purges.find(Given.GROUP).orElseThrow().plan().manifest()))
                .isTrue();
        assertThat(receipt.moved().orElseThrow().counts()).isEqualTo(transfer.counts());
        assertThat(receipt.downloaded().orElseThrow().requestedAt()).isEqualTo(archive.createdAt());
        assertThat(receipt.downloaded().orElseThrow().volumesDownloaded())
                .isEqualTo(archive.downloads().volumes().size());
    }

    /** A user with many rows: when the second part of them is removed, the transfer is gone. */
    @Test
    void keepsTheReceiptOfBeforeTheRowsWent() {
        UserId user = group.user("u1");
        group.transfers.save(SampleTransfers.halfWay(user));
        IntStream.range(0, UserRows.BATCH_ROWS).forEach(number -> group.rows.put(user, "item-" + number));
        group.begin();
        group.afterEach("UserRows.remove", () -> {
            group.transfers.remove(user);
            group.stop(true);
        });
        group.deleted(user);
        assertThat(group.rows.any(user)).isTrue();
        group.stop(false);
        group.deleted(user);
        assertThat(group.rows.any(user)).isFalse();
        assertThat(group.receipts.find(user).flatMap(Receipt::moved)).isPresent();
    }

    /** The rows of batches are removed before that of their transfer. */
    @Test
    void keepsTheYearsOfBatchesWhoseRowsWent() {
        UserId user = group.user("u1");
        Transfer transfer = group.transfers.save(SampleTransfers.halfWay(user)).orElseThrow();
        int last = transfer.progress().batch() - 1;
        Years years = new Years(Map.of("2019", 2L));
        group.transfers.saveSettled(
                transfer.with(Records.with(transfer.progress(), "batch", last)),
                new SettledBatch(last, SampleTransfers.taken(), years));
        group.begin();
        group.failAt("UserRows.remove", new IllegalStateException("the worker dies"));
        assertThatIllegalStateException().isThrownBy(() -> group.deleted(user));
        group.observe(ObservedPort.Observer.NONE);
        group.transfers.remove(user);
        group.transfers.save(SampleTransfers.halfWay(user));
        group.deleted(user);
        Receipt receipt = group.receipts.find(user).orElseThrow();
        assertThat(receipt.moved().orElseThrow().years()).isEqualTo(years);
    }

    /** A worker dies when it has kept a receipt, the close moves, and the user starts a transfer. */
    @Test
    void tellsOfWhatWasStartedAfterAnEarlierReceipt() {
        UserId user = group.user("u1");
        group.archives.save(SampleArchives.ready(user));
        group.begin();
        group.failAt("UserRows.remove", new IllegalStateException("the worker dies"));
        assertThatIllegalStateException().isThrownBy(() -> group.deleted(user));
        group.observe(ObservedPort.Observer.NONE);
        group.archives.remove(user);
        group.transfers.save(SampleTransfers.halfWay(user));
        group.deleted(user);
        Receipt receipt = group.receipts.find(user).orElseThrow();
        assertThat(receipt.moved()).isPresent();
        assertThat(receipt.downloaded()).isPresent();
    }

    @Test
    void keepsTheRowsWhereNoReceiptCanBeMade() {
        UserId user = group.user("u1");
        group.archives.save(SampleArchives.ready(user));
        group.begin();
        group.failAt("TransferStore.find", new PermanentFailure("a row cannot be read: transfer"));
        setAside(user);
        assertThat(group.rows.any(user)).isTrue();
        assertThat(group.receipts.find(user)).isEmpty();
    }

    @Test
    void keepsNoReceiptWhileSomethingIsLeft() {
        UserId user = group.user("u1");
        group.begin();
        group.buckets.refuse(ClosedGroup.key("u1", "a"));
        setAside(user);
        assertThat(group.receipts.find(user)).isEmpty();
    }

    @Test
    void leavesAndCountsWhatAppearedAfterTheManifest() {
        UserId user = group.user("u1");
        group.begin();
        BucketEntry version = group.put(PurgedBucket.GALLERY, "u1", "a");
        BucketEntry upload = group.buckets.begin(PurgedBucket.ARCHIVE, ClosedGroup.key("u1", "x/2.zip"));
        group.deleted(user);
        assertThat(group.kept(user)).containsExactly(version, upload);
        assertThat(group.record(user).orElseThrow().appeared()).isEqualTo(2);
        assertThat(group.record(user).orElseThrow().deleted()).isEqualTo(OF_A_USER);
    }

    /** For each bucket, as many as it takes a thousand at a time: docs/performance.md promises that. */
    @ParameterizedTest
    @CsvSource({"0,0,0", "1,0,1", "0,1,1", "1000,1,2", "1001,0,2", "1001,1000,3", "2500,1001,5"})
    void deletesAThousandVersionsOfABucketACall(int photos, int volumes, int calls) {
        UserId user = group.userOf(photos);
        IntStream.range(0, volumes).forEach(number -> group.put(PurgedBucket.ARCHIVE, "large", number + ".zip"));
        group.begin();
        group.deleted(user);
        assertThat(group.kept(user)).isEmpty();
        assertThat(group.deletion.calls()).isEqualTo(calls);
        assertThat(group.deletion.asked()).hasSize(photos + volumes).doesNotHaveDuplicates();
    }

    @Test
    void doesNothingForAnAccountThatHasItsRecord() {
        UserId user = group.user("u1");
        group.begin();
        group.deleted(user);
        Calls calls = new Calls();
        group.observe(calls);
        group.deleted(user);
        assertThat(calls.total()).as("the limits, the manifest, and the record").isEqualTo(4);
    }

    /** Wherever a worker dies, the next one goes on, and asks for nothing that is deleted. */
    @Tag("thorough")
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void deletesEachThingOnceWhateverDies(boolean after) {
        UserId user = new UserId("u1");
        List<BucketEntry> all = begun(user).buckets.all();
        long calls = Death.atEachCall(
                after, () -> begun(user), ClosedGroup::observe, begun -> begun.deleted(user), dying -> {
                    dying.deleted(user);
                    assertThat(dying.deletion.asked()).containsExactlyInAnyOrderElementsOf(all);
                    assertThat(dying.kept(user)).isEmpty();
                    assertThat(dying.rows.any(user)).isFalse();
                    assertThat(dying.record(user).orElseThrow().deleted()).isEqualTo(OF_A_USER);
                });
        assertThat(calls).isGreaterThan(40);
    }

    private static ClosedGroup begun(UserId user) {
        ClosedGroup begun = new ClosedGroup();
        begun.user(user.value());
        begun.begin();
        return begun;
    }

    @Test
    void setsAsideWhatWasRefusedAndKeepsTheRowsUntilThen() {
        UserId user = group.user("u1");
        group.begin();
        group.buckets.refuse(ClosedGroup.key("u1", "a"));
        setAside(user);
        assertThat(group.kept(user)).hasSize(3).allMatch(entry -> entry.key().equals(ClosedGroup.key("u1", "a")));
        assertThat(group.rows.any(user)).isTrue();
        assertThat(group.record(user).orElseThrow().finished()).isFalse();
        group.buckets.refuseNothing();
        group.deleted(user);
        assertThat(group.kept(user)).isEmpty();
        assertThat(group.record(user).orElseThrow().deleted()).isEqualTo(OF_A_USER);
    }

    @Test
    void keepsTheRowsWhileAnObjectIsListedThatWasReportedAsDeleted() {
        UserId user = group.user("u1");
        group.begin();
        group.buckets.refuse(ClosedGroup.key("u1", "a"));
        group.buckets.lie();
        setAside(user);
        assertThat(group.rows.any(user)).isTrue();
        assertThat(group.record(user).orElseThrow().finished()).isFalse();
        group.buckets.refuseNothing();
        group.deleted(user);
        assertThat(group.rows.any(user)).isFalse();
    }

    @Test
    void leavesTheRestToTheNextWorkerWhenItsTimeIsOver() {
        UserId user = group.userOf(2_500);
        group.begin();
        group.afterTheFirstBatch(() -> group.clock.advance(AccountDeletion.TURN_MAX));
        assertThat(group.deleted(user)).isFalse();
        assertThat(group.deletion.calls()).isEqualTo(1);
        assertThat(group.record(user).map(Deletion::outcome)).contains(Deletion.Progress.PARTIAL);
        assertThat(group.deleted(user)).isTrue();
        assertThat(group.kept(user)).isEmpty();
        assertThat(group.deletion.calls()).isEqualTo(3);
        assertThat(group.record(user).map(Deletion::outcome)).contains(Deletion.Progress.GONE);
    }

    /** The other worker has deleted an entry, and recorded it, between the two looks of this one. */
    @Test
    void recordsAnAccountOnceMoreOfWhichAnotherWorkerHasRecordedMore() {
        UserId user = group.userOf(2);
        group.begin();
        group.register(user, "BR");
        BucketEntry one = group.kept(user).getFirst();
        group.observe(Calls.beforeFirst("DeletionRecords.put", () -> {
            group.buckets.delete(List.of(one));
            group.records.put(
                    Given.GROUP,
                    new Deletion(
                            group.place(user),
                            ClosedGroup.PLAN,
                            Totals.NONE.plus(one),
                            0,
                            0,
                            Deletion.Progress.PARTIAL,
                            ClosedGroup.BEGIN));
        }));
        assertThat(group.deleted(user)).isFalse();
        assertThat(group.deleted(user)).isTrue();
        assertThat(group.record(user).orElseThrow())
                .returns(Deletion.Progress.FOREIGN, Deletion::outcome)
                .returns(Totals.NONE.plus(one), Deletion::deleted);
    }

    private Deletion gone(UserId user) {
        return new Deletion(
                group.place(user), ClosedGroup.PLAN, OF_A_USER, 2, 0, Deletion.Progress.GONE, ClosedGroup.BEGIN);
    }

    private void setAside(UserId user) {
        assertThatExceptionOfType(PermanentFailure.class).isThrownBy(() -> group.deleted(user));
    }

    /** Wherever a worker died, its message comes again, and finds that the plan is given up. */
    @Tag("thorough")
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void recordsWhatIsGoneWhereverAWorkerDiedBefore(boolean after) {
        List<BucketEntry> named = begun(USER).kept(USER);
        long calls = Death.atEachCall(
                after, () -> begun(USER), ClosedGroup::observe, begun -> begun.deleted(USER), dying -> {
                    dying.save(ABORTED);
                    dying.deleted(USER);
                    assertThat(dying.record(USER).map(Deletion::deleted).orElse(Totals.NONE))
                            .isEqualTo(gone(dying, named));
                });
        assertThat(calls).isGreaterThan(40);
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
