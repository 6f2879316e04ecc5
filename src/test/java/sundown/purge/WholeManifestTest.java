package sundown.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.UserId;
import sundown.digest.Sha256;
import sundown.gallery.ObjectKey;
import sundown.job.ChunkWorker;
import sundown.job.TestChunks;
import sundown.purge.BucketEntry.Totals;
import sundown.purge.BucketListing.PurgedBucket;
import sundown.purge.ManifestLine.Standing;
import sundown.runtime.Death;
import sundown.runtime.ObservedPort;

/** A closed group from the operator's call to the manifest. */
@Tag("thorough")
class WholeManifestTest {
    private static final UserId MEMBER = new UserId("member");

    /** One of them has no users. */
    private static final int CHUNKS = 5;

    @Test
    void listsEverythingOfTheGroupAndNothingElse() {
        PlannedGroup functions = world();
        leaveAnArchive(functions);
        plan(functions);

        assertThat(functions.lines())
                .extracting(line -> line.user().value(), ManifestLine::standing)
                .containsExactly(
                        tuple("archived", Standing.NO_ACCOUNT),
                        tuple("empty", Standing.ACCOUNT),
                        tuple("held", Standing.HELD),
                        tuple("member", Standing.ACCOUNT),
                        tuple("nobody", Standing.NO_ACCOUNT),
                        tuple("unlisted", Standing.ACCOUNT),
                        tuple("wasHeld", Standing.ACCOUNT));
        assertThat(functions.entries(MEMBER))
                .hasSize(5)
                .allMatch(entry -> functions.buckets.all().contains(entry));
        assertThat(functions.entries(new UserId("held"))).isEmpty();
        assertThat(functions.entries(new UserId("moved"))).isEmpty();
        Plan.Planned planned = functions.planned();
        assertThat(planned.users()).isEqualTo(6);
        assertThat(planned.held()).isEqualTo(1);
        assertThat(planned.foreign()).isEqualTo(2);
        assertThat(planned.totals()).isEqualTo(new Totals(7, 1, 2, 38));
    }

    @Test
    void hashesTheManifestWhichHasTheHashesOfAllUsers() {
        PlannedGroup functions = world();
        plan(functions);
        assertThat(functions.root().hash()).isEqualTo(functions.planned().hash());
        assertThat(functions.planned().chunks())
                .isEqualTo(functions.root().chunks().size());
        StringBuilder lines = new StringBuilder();
        functions.entries(MEMBER).forEach(entry -> lines.append(entry.write()).append('\n'));
        assertThat(functions.lines())
                .filteredOn(line -> line.user().equals(MEMBER))
                .singleElement()
                .satisfies(line -> assertThat(line.sha256())
                        .contains(Sha256.over(lines.toString().getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void tellsPeopleWhatIsPlanned() {
        PlannedGroup functions = world();
        leaveAnArchive(functions);
        plan(functions);
        assertThat(functions.report())
                .contains(functions.planned().hash().hex())
                .contains("1 under hold, kept\n  held\n")
                .contains("2 without an account, listed\n  archived\n  nobody\n")
                .contains("2 of another group or none, left out\n  exempt\n  moved\n")
                .contains("1 of no user, left out: handle them by hand\n  loose.txt\n");
    }

    /** Anybody who can write to the bucket chooses a key, and people approve what the report says. */
    @Test
    void letsNoKeyForgeALineOfTheReport() {
        PlannedGroup functions = new PlannedGroup();
        functions.put("1/loose\n0 under hold, kept\u202etxt.", 1);
        plan(functions);
        assertThat(functions.report())
                .contains("1 of no user, left out: handle them by hand\n")
                .contains("loose\\u000a0 under hold, kept\\u202etxt.\n")
                .doesNotContain("\u202e")
                .doesNotContain("\n0 under hold, kept\\");
    }

    @Test
    void deletesNothing() {
        PlannedGroup functions = world();
        List<BucketEntry> before = functions.buckets.all();
        plan(functions);
        assertThat(functions.buckets.all()).isEqualTo(before);
    }

    @Test
    void goesPageByPageThroughManyUsers() {
        PlannedGroup functions = new PlannedGroup();
        IntStream.range(0, 2 * ChunkWorker.PAGE_USERS + 1).forEach(number -> {
            functions.member("u%03d".formatted(number), "IN", 3);
            functions.put("1/u%03d/a".formatted(number), 1);
        });
        plan(functions);
        assertThat(functions.lines()).hasSize(2 * ChunkWorker.PAGE_USERS + 1);
        assertThat(functions.planned().totals().versions()).isEqualTo(2 * ChunkWorker.PAGE_USERS + 1);
    }

    /** Wherever the worker dies, and whatever comes to the buckets meanwhile, what was listed stays the manifest. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void makesTheSameManifestAfterADeathAtAnyCall(boolean after) {
        PlannedGroup whole = world(CHUNKS);
        plan(whole);
        long calls = Death.atEachCall(
                after, () -> world(CHUNKS), PlannedGroup::observe, WholeManifestTest::plan, functions -> {
                    goOn(functions);
                    assertThat(functions.queue.deadLetters()).isEmpty();
                    assertThat(unsalted(functions)).isEqualTo(unsalted(whole));
                });
        assertThat(calls).isGreaterThan(75);
    }

    private static Map<Integer, List<ManifestLine>> unsalted(PlannedGroup functions) {
        return functions.root().chunks().stream()
                .collect(Collectors.toMap(
                        ManifestRoot.ChunkLine::number,
                        chunk -> functions.lines(chunk).stream()
                                .map(line -> new ManifestLine(
                                        line.user(),
                                        line.standing(),
                                        line.sha256(),
                                        line.totals(),
                                        ManifestLine.NO_SALT))
                                .toList()));
    }

    @Test
    void takesWhatWasListedBeforeADeathAsItIs() {
        PlannedGroup functions = world();
        functions.observe(new Death("AuditFiles.putIfAbsent"::equals, 12, true));
        assertThatExceptionOfType(Death.Died.class).isThrownBy(() -> plan(functions));
        functions.observe(ObservedPort.Observer.NONE);
        List<ObjectKey> kept = functions.files.list("manifests/").toList();
        goOn(functions);
        assertThat(functions.files.list("manifests/")).containsAll(kept);
        functions.lines().stream()
                .filter(line -> line.standing().listed())
                .forEach(line -> assertThat(functions.entries(line.user()))
                        .hasSize((int) line.totals().entries()));
    }

    /** Somebody of every standing, with something of every kind. */
    static PlannedGroup world() {
        return world(TestChunks.FEW.number());
    }

    private static PlannedGroup world(int chunks) {
        PlannedGroup functions = new PlannedGroup();
        functions.splitInto(chunks);
        functions.member("member", "IN", 0);
        functions.put("1/member/a", 10);
        functions.put("1/member/a", 11);
        functions.buckets.mark(PurgedBucket.GALLERY, new ObjectKey("1/member/a"));
        functions.buckets.put(PurgedBucket.ARCHIVE, new ObjectKey("1/member/x/1.zip"), new byte[12]);
        functions.buckets.begin(PurgedBucket.ARCHIVE, new ObjectKey("1/member/x/2.zip"));
        functions.member("empty", "IN", 1);
        UserId held = functions.member("held", "SG", 1);
        functions.hold(held, Optional.of(PlannedGroup.CLOSE));
        functions.hold(held, Optional.empty());
        functions.put("1/held/a", 100);
        UserId wasHeld = functions.member("wasHeld", "SG", chunks - 1);
        functions.hold(wasHeld, Optional.empty());
        functions.hold(wasHeld, Optional.of(PlannedGroup.CLOSE));
        functions.put("1/wasHeld/a", 1);
        functions.account("unlisted", "VN");
        functions.put("1/unlisted/a", 1);
        functions.put("1/nobody/a", 1);
        functions.buckets.begin(PurgedBucket.GALLERY, new ObjectKey("1/nobody/b"));
        functions.member("moved", "BR", 2);
        functions.put("1/moved/a", 1_000);
        functions.account("exempt", "CN");
        functions.put("1/exempt/a", 1_000);
        functions.put("1/loose.txt", 1_000);
        functions.put("2/member/a", 1_000);
        functions.put("11/member/a", 1_000);
        return functions;
    }

    /** Of somebody who has nothing else. */
    private static void leaveAnArchive(PlannedGroup functions) {
        functions.buckets.put(PurgedBucket.ARCHIVE, new ObjectKey("1/archived/x/1.zip"), new byte[2]);
    }

    static void plan(PlannedGroup functions) {
        functions.plan();
        functions.work();
    }

    /** The dead worker's message comes again, and the sweep looks after what is late. */
    static void goOn(PlannedGroup functions) {
        functions.plan();
        for (int turn = 0; turn < 4; turn++) {
            functions.clock.advance(PlannedGroup.VISIBILITY);
            functions.work();
            functions.sweep();
        }
    }
}
