package sundown.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.UserId;
import sundown.edge.LogRecords;
import sundown.failure.RetryableFailure;
import sundown.gallery.ObjectKey;
import sundown.job.Chunk;
import sundown.job.Job.JobId;
import sundown.limit.Limit;
import sundown.metrics.Measurements;
import sundown.operator.Operator;
import sundown.purge.AuditFiles.AuditKeys;
import sundown.purge.BucketEntry.Totals;
import sundown.purge.BucketListing.PurgedBucket;
import sundown.purge.DeletionRecords.Deletion;
import sundown.purge.PurgeStore.PurgeState;
import sundown.runtime.Death;
import sundown.runtime.ObservedPort;

/** A purge from the end of its pause until everything is deleted. */
class PurgeSweepTest {
    private static final JobId CANARY = new JobId("canary", Given.GROUP);
    private static final JobId ALL = new JobId("deletion", Given.GROUP);

    private final ClosedGroup group = new ClosedGroup();

    @Test
    void deletesACanaryAndThenAllAtTheRateThatIsSet() {
        users(60);
        group.sweep();
        assertThat(group.purge().state()).isEqualTo(new PurgeState.Canary(ClosedGroup.BEGIN));
        assertThat(group.queue.size()).isEqualTo(20);
        group.work();
        assertThat(group.recorded()).extracting(Deletion::user).containsExactly(new UserId("u0"));

        group.sweep();
        assertThat(group.purge().state()).isEqualTo(new PurgeState.Waves(ClosedGroup.BEGIN));
        int minutes = 0;
        for (; deleting(); minutes++) {
            group.work();
            assertThat(group.recorded()).hasSizeLessThanOrEqualTo(1 + 2 * (minutes + 2));
            group.minute();
        }
        assertThat(minutes).isBetween(29, 31);
        assertThat(group.purge().state()).isInstanceOf(PurgeState.Purged.class);
        assertThat(group.buckets.all()).isEmpty();
        assertThat(group.recorded()).hasSize(60);
    }

    /** An account a minute at first: each of twenty chunks would rest for twenty minutes between its accounts. */
    @Test
    void takesTheRateThatOperatorsSetWithinMinutes() {
        users(60);
        canary();
        group.limit(Map.of(Limit.PURGE_ACCOUNTS_PER_MINUTE, 1L));
        IntStream.range(0, 6).forEach(minute -> workAMinute());
        assertThat(group.recorded()).hasSizeBetween(4, 10);

        group.limit(Map.of(Limit.PURGE_ACCOUNTS_PER_MINUTE, 100L));
        IntStream.range(0, 4).forEach(minute -> workAMinute());
        assertThat(group.purge().state()).isInstanceOf(PurgeState.Purged.class);
        assertThat(group.recorded()).hasSize(60);
    }

    @Test
    void takesItsOwnRateAgainWhenOperatorsGiveTheirsBack() {
        users(60);
        canary();
        group.limit(Map.of(Limit.PURGE_ACCOUNTS_PER_MINUTE, 1L));
        workAMinute();
        group.limit(Map.of());
        int minutes = 0;
        for (; deleting(); minutes++) {
            workAMinute();
        }
        assertThat(minutes).isBetween(27, 33);
    }

    @Test
    void worksOnAsManyChunksAtOnceAsOperatorsSet() {
        users(60);
        canary();
        group.limit(Map.of(Limit.PURGE_CONCURRENCY, 1L));
        IntStream.range(0, 12).forEach(minute -> {
            workAMinute();
            assertThat(begun()).as("minute %d", minute).hasSizeLessThanOrEqualTo(1);
        });
        assertThat(group.recorded()).hasSizeBetween(8, 24);

        group.limit(Map.of(Limit.PURGE_CONCURRENCY, 1_000L));
        IntStream.range(0, 4).forEach(minute -> workAMinute());
        assertThat(begun()).hasSizeGreaterThan(1);
        for (int minutes = 0; deleting(); minutes++) {
            assertThat(minutes).isLessThan(40);
            workAMinute();
        }
        assertThat(group.recorded()).hasSize(60);
    }

    /** Most chunks of a canary have nobody in it. */
    @Test
    void letsNoChunkRestThatHasNobody() {
        users(60);
        group.limit(Map.of(Limit.PURGE_CONCURRENCY, 1L));
        canary();
        assertThat(group.purge().state()).isInstanceOf(PurgeState.Waves.class);
    }

    /** A worker has died in a later chunk. */
    @Test
    void endsEachChunkOfAPurgeThatIsAbortedHoweverFewGoOnAtOnce() {
        users(60);
        canary();
        group.limit(Map.of(Limit.PURGE_CONCURRENCY, 1L));
        group.work();
        UserId half = new UserId("u22");
        group.buckets.delete(group.kept(half).subList(0, 1));
        group.save(new PurgeState.Aborted(Given.ADA, "no", group.clock.instant()));
        IntStream.range(0, 15).forEach(minute -> workAMinute());
        assertThat(group.queue.size()).isZero();
        assertThat(group.record(half).map(Deletion::outcome)).contains(Deletion.Progress.PARTIAL);
    }

    /** The chunks that have deleted some of their accounts, and not all. */
    private List<Chunk> begun() {
        return group.jobs.findChunks(ALL, IntStream.range(0, 20).boxed().toList()).stream()
                .filter(chunk -> chunk.after().isPresent() && !chunk.walked())
                .toList();
    }

    @Test
    void sendsNothingBeforeThePauseIsOverByEveryClock() {
        users(2);
        group.trusted.ahead(Duration.ofSeconds(-1));
        group.sweep();
        assertThat(group.queue.size()).isZero();
        assertThat(group.purge().state()).isEqualTo(new PurgeState.Planned());
    }

    @Test
    void sendsNothingWhileTheKillSwitchIsSet() {
        users(2);
        group.stop(true);
        group.sweep();
        assertThat(group.queue.size()).isZero();
        group.stop(false);
        group.sweep();
        assertThat(group.queue.size()).isPositive();
    }

    /** Workers ask again from time to time, and nobody has to send for them. */
    @Test
    void goesOnAQuarterOfAnHourAfterAStop() {
        users(2);
        group.sweep();
        group.stop(true);
        group.work();
        group.clock.advance(Duration.ofMinutes(14));
        group.work();
        group.stop(false);
        group.work();
        assertThat(group.deletion.asked()).isEmpty();
        group.clock.advance(Duration.ofMinutes(1));
        group.work();
        assertThat(group.deletion.asked()).isNotEmpty();
        finish();
    }

    @Test
    void holdsBackWhatOperatorsPause() {
        users(2);
        group.sweep();
        group.jobs.pause(CANARY);
        group.work();
        group.minute();
        assertThat(group.queue.size()).isZero();
        assertThat(group.deletion.asked()).isEmpty();
        group.jobs.resume(CANARY, group.clock.instant());
        group.clock.advance(Duration.ofSeconds(1));
        finish();
    }

    /** A plan that is given up has no job: no message of it can pass for one of another plan. */
    @Test
    void sendsNothingThatAnotherSweepKeepsItFromSaving() {
        users(3);
        group.observe(anotherSavesFirst());
        group.sweep();
        assertThat(group.queue.size()).isZero();
    }

    private ObservedPort.Observer anotherSavesFirst() {
        return ObservedPort.before("PurgeStore.save", () -> group.purges.save(group.purge()));
    }

    /** More of them than there were waves at once in the version before. */
    @Test
    void deletesAllOthersWhereSomeCannotBeDeleted() {
        users(150);
        canary();
        IntStream.range(0, 50).forEach(chunk -> group.buckets.refuse(ClosedGroup.key(inChunk(chunk), "a")));
        IntStream.range(0, 80).forEach(minute -> workAMinute());
        assertThat(group.purge().state()).isInstanceOf(PurgeState.Waves.class);
        assertThat(group.recorded()).filteredOn(Deletion::finished).hasSize(100);
        assertThat(group.jobs.findChunks(ALL, IntStream.range(0, 50).boxed().toList()))
                .allSatisfy(chunk -> assertThat(chunk.aside())
                        .containsExactly(entry(
                                inChunk(chunk.number()),
                                "sundown.failure.PermanentFailure: 3 entries could not be deleted")));

        group.buckets.refuseNothing();
        finish();
        assertThat(group.buckets.all()).isEmpty();
    }

    /** The second of three. */
    private static String inChunk(int chunk) {
        return IntStream.range(0, 150)
                .mapToObj("u%d"::formatted)
                .sorted()
                .toList()
                .get(3 * chunk + 1);
    }

    @Test
    void keepsACanaryThatCannotBeDeletedFromTheRest() {
        users(6);
        group.sweep();
        group.buckets.refuse(ClosedGroup.key("u0", "a"));
        group.work();
        group.minute();
        assertThat(group.purge().state()).isInstanceOf(PurgeState.Canary.class);
        group.buckets.refuseNothing();
        finish();
    }

    /** Whatever dies, each thing is deleted once, each account has its record, and the purge ends. */
    @Tag("thorough")
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void endsAfterADeathAtAnyCall(boolean after) {
        List<BucketEntry> all = threeUsers().buckets.all();
        long calls = Death.atEachCall(
                after, PurgeSweepTest::threeUsers, ClosedGroup::observe, PurgeSweepTest::finish, dying -> {
                    finish(dying);
                    assertThat(dying.deletion.asked()).containsExactlyInAnyOrderElementsOf(all);
                    assertThat(dying.recorded()).hasSize(3);
                });
        assertThat(calls).isGreaterThan(150);
    }

    private static ClosedGroup threeUsers() {
        ClosedGroup three = new ClosedGroup();
        users(three, 3);
        return three;
    }

    @ParameterizedTest
    @CsvSource({"true, ''", "true, {}", "false, ''", "false, {}"})
    void stopsThePurgeWhenTheManifestOrAChunkIsNotWhatWasApproved(boolean root, String line) {
        users(6);
        ObjectKey key = root
                ? AuditKeys.root(Given.GROUP, ClosedGroup.PLAN)
                : AuditKeys.chunk(Given.GROUP, ClosedGroup.PLAN, 0);
        group.tamper(key, (line.isEmpty() ? "" : line + '\n').getBytes(StandardCharsets.UTF_8));
        group.sweep();
        try (Measurements measurements = new Measurements()) {
            group.work();
            assertThat(measurements.faults()).containsExactly("StoppedPurges");
        }
        assertThat(group.queue.size()).isZero();
        assertThat(group.deletion.asked()).isEmpty();
        assertThat(group.purge().state())
                .isEqualTo(new PurgeState.Aborted(
                        Operator.unproven("Sundown"),
                        "the manifest is not what was approved, or the gallery has another layout",
                        ClosedGroup.BEGIN));
    }

    @Test
    void takesTheApprovalsAwayWhenTheyAreVoid() {
        users(3);
        group.sweep();
        group.republish();
        group.sweep();
        assertThat(group.purge().state()).isEqualTo(new PurgeState.Voided(ClosedGroup.BEGIN));
        group.work();
        assertThat(group.deletion.asked()).isEmpty();
        assertThat(group.queue.size()).as("its chunks end").isZero();
    }

    /** The buckets do not answer while the canary is looked at: that says nothing about it. */
    @Test
    void looksAtTheCanaryAgainWhenTheBucketsDidNotAnswer() {
        users(3);
        group.sweep();
        group.observe(ObservedPort.before("BucketListing.entries", () -> {
            if (!group.recorded().isEmpty()) {
                throw new RetryableFailure("busy");
            }
        }));
        group.work();
        group.sweep();
        assertThat(group.purge().state()).isInstanceOf(PurgeState.Canary.class);
        group.observe(ObservedPort.Observer.NONE);
        group.clock.advance(ClosedGroup.VISIBILITY);
        group.work();
        group.sweep();
        assertThat(group.purge().state()).isInstanceOf(PurgeState.Waves.class);
    }

    /** A record says that the first account is deleted, and it is not. */
    @Test
    void stopsThePurgeWhenTheCanaryIsNotDeleted() {
        users(3);
        group.sweep();
        group.records.put(
                Given.GROUP,
                new Deletion(
                        group.place(new UserId("u0")),
                        ClosedGroup.PLAN,
                        new Totals(3, 1, 2, 9),
                        2,
                        0,
                        Deletion.Progress.GONE,
                        ClosedGroup.BEGIN));
        group.work();
        assertThat(group.purge().state())
                .isEqualTo(new PurgeState.Aborted(
                        Operator.unproven("Sundown"),
                        "what the first accounts had is not all deleted",
                        ClosedGroup.BEGIN));
        group.minute();
        assertThat(group.queue.size()).isZero();
    }

    @Test
    void acceptsACanaryOfWhichOnlyHoldsAndWhatAppearedIsThere() {
        IntStream.range(0, 250).forEach(number -> group.user("u%03d".formatted(number)));
        group.hold(new UserId("u000"), Optional.empty());
        group.approve();
        group.sweep();
        group.work();
        List<UserId> canary = group.recorded().stream().map(Deletion::user).toList();
        assertThat(canary).hasSize(2).contains(new UserId("u000"));
        group.put(PurgedBucket.GALLERY, canary.getLast().value(), "new");
        group.sweep();
        assertThat(group.purge().state()).isInstanceOf(PurgeState.Waves.class);
        assertThat(group.kept(new UserId("u000"))).hasSize(6);
    }

    private void canary() {
        group.sweep();
        group.work();
        group.sweep();
    }

    private boolean deleting() {
        return group.purge().state().deletion().isPresent();
    }

    private void workAMinute() {
        group.work();
        group.minute();
    }

    private void users(int count) {
        users(group, count);
    }

    private static void users(ClosedGroup group, int count) {
        IntStream.range(0, count).forEach(number -> group.user("u" + number));
        group.approve();
    }

    /** Time goes on, with sweeps and workers. */
    private void finish() {
        finish(group);
        assertThat(group.purge().state()).isInstanceOf(PurgeState.Purged.class);
    }

    private static void finish(ClosedGroup group) {
        for (int turn = 0; turn < 6; turn++) {
            group.sweep();
            group.work();
            group.clock.advance(ClosedGroup.VISIBILITY);
        }
    }

    @Test
    void reportsAndLogsAPurgeThatSundownStops() {
        group.user("u0");
        group.approve();
        group.tamper(AuditKeys.root(Given.GROUP, ClosedGroup.PLAN), new byte[0]);

        try (LogRecords log = LogRecords.of(DeletionJobs.class);
                Measurements measurements = new Measurements()) {
            group.sweep();
            group.work();

            assertThat(measurements.faults()).containsExactly("StoppedPurges");
            assertThat(log.lines())
                    .filteredOn(line -> line.contains("audit: purge stopped"))
                    .hasSize(1);
        }
    }
}
