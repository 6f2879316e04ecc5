package sundown.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.purge.PurgedGroup.ANN;
import static sundown.purge.PurgedGroup.BEN;
import static sundown.purge.PurgedGroup.HELD;
import static sundown.purge.PurgedGroup.NOW;
import static sundown.purge.PurgedGroup.ONE;
import static sundown.purge.PurgedGroup.ONE_PHOTO;
import static sundown.purge.PurgedGroup.PLAN;
import static sundown.purge.PurgedGroup.TWO_PHOTOS;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.UserId;
import sundown.edge.Json;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.gallery.ObjectKey;
import sundown.hold.HoldStore.Hold;
import sundown.job.ChunkWorker;
import sundown.operator.SampleOperators;
import sundown.purge.AuditFiles.AuditKeys;
import sundown.purge.BucketEntry.Totals;
import sundown.purge.BucketListing.PurgedBucket;
import sundown.purge.DeletionRecords.Deletion;
import sundown.purge.Inclusion.Place;
import sundown.purge.Plan.PlanId;
import sundown.purge.PurgeStore.Purge;
import sundown.purge.PurgeStore.PurgeState;
import sundown.purge.PurgeStore.PurgeState.StateName;
import sundown.runtime.ObservedPort;

/** The verification of a purge, chunk by chunk. */
class VerificationTest {
    private static final PlanId OTHER = new PlanId("plan00000");

    private final PurgedGroup functions = new PurgedGroup();

    @BeforeEach
    void purge() {
        functions.purged(ONE);
    }

    @Test
    void tellsHowFarItIsAndEndsNothing() {
        assertThat(functions.call(ONE).toString())
                .isEqualTo("{\"group\":\"1\",\"state\":\"VERIFYING\",\"verification\":{\"chunks\":3,\"chunksDone\":0,"
                        + "\"running\":3,\"setAside\":0}}");
        functions.workOnce();
        assertThat(functions.call(ONE).path("verification").toString())
                .isEqualTo("{\"chunks\":3,\"chunksDone\":1,\"running\":2,\"setAside\":0}");
        assertThat(functions.state(ONE)).isEqualTo(StateName.PURGED);
        assertThat(functions.chain.last()).isEmpty();
    }

    @Test
    void isLookedAtWithoutBeginning() {
        assertThat(functions.look(ONE).has("verification")).isFalse();
        assertThat(functions.queue.receive()).isEmpty();
        functions.call(ONE);
        functions.workOnce();
        assertThat(functions.look(ONE).path("verification").toString())
                .isEqualTo("{\"chunks\":3,\"chunksDone\":1,\"running\":2,\"setAside\":0}");
        functions.work();
        assertThat(functions.look(ONE).path("verification").toString())
                .isEqualTo("{\"chunks\":3,\"chunksDone\":3,\"running\":0,\"setAside\":0}");
        assertThat(functions.state(ONE)).isEqualTo(StateName.PURGED);
        assertThat(functions.call(ONE).path("state").asText()).isEqualTo("CERTIFIED");
        assertThat(functions.look(ONE).has("verification")).isFalse();
    }

    @Test
    void showsWhatDiffersUntilAnotherOneBegins() {
        functions.put("1/ann/photo", 5);
        functions.call(ONE);
        functions.work();
        assertThat(functions.look(ONE).has("differences")).isFalse();
        JsonNode found = functions.call(ONE);
        assertThat(found.path("state").asText()).isEqualTo("DIFFERS");
        assertThat(functions.look(ONE).at("/differences/count").asLong())
                .isEqualTo(found.path("count").asLong());
        assertThat(functions.look(ONE).at("/differences/first"))
                .hasToString(found.path("differences").toString());
        assertThat(functions.look(ONE).has("verification")).isFalse();
        functions.call(ONE);
        assertThat(functions.look(ONE).has("differences")).isFalse();
        assertThat(functions.look(ONE).at("/verification/running").asInt()).isEqualTo(3);
    }

    @Test
    void sendsWhatIsUnderWayToNobodyASecondTime() {
        functions.call(ONE);
        functions.call(ONE);
        functions.sweep();
        assertThat(functions.queue.receive()).isEmpty();
        assertThat(functions.call(ONE).path("state").asText()).isEqualTo("CERTIFIED");
    }

    @Test
    void goesOnByTheSweepWhereMessagesAreLost() {
        functions.call(ONE);
        functions.queue.receive().ifPresent(functions.queue::delete);
        functions.work();
        assertThat(functions.call(ONE).at("/verification/running").asInt()).isEqualTo(1);
        functions.clock.advance(Duration.ofMinutes(30));
        functions.sweep();
        assertThat(functions.call(ONE).path("state").asText()).isEqualTo("CERTIFIED");
    }

    @Test
    void setsAsideWhoCannotBeLookedAt() {
        functions.call(ONE);
        fail("UserRows.any");
        functions.work();
        assertThat(functions.call(ONE).path("verification").toString())
                .isEqualTo("{\"chunks\":3,\"chunksDone\":1,\"running\":0,\"setAside\":2}");
        functions.observe(ObservedPort.Observer.NONE);
        functions.clock.advance(Duration.ofMinutes(30));
        functions.sweep();
        assertThat(functions.call(ONE).at("/certificate/deleted/accounts").asInt())
                .isEqualTo(2);
    }

    private void fail(String port) {
        functions.observe(ObservedPort.before(port, () -> {
            throw new PermanentFailure("an unreadable row");
        }));
    }

    @Test
    void listsNothingForAMessageOfAPurgeThatIsCertified() {
        functions.call(ONE);
        functions.workOnce();
        Purge purge = functions.purges.find(ONE).orElseThrow();
        functions.purges.save(purge.withState(new PurgeState.Certified(NOW)));
        functions.work();
        assertThat(functions.jobs.find(PurgeJob.VERIFY_USERS.of(ONE)).stream()
                        .mapToInt(job -> job.done().size())
                        .sum())
                .isLessThanOrEqualTo(1);
    }

    /** Otherwise what the hold kept would be left after the certificate. */
    @Test
    void beginsAnewWhereAHoldIsReleasedMeanwhile() {
        functions.call(ONE);
        functions.work();
        functions.holds.release(ONE, HELD);
        assertThat(functions.call(ONE).path("state").asText()).isEqualTo("VERIFYING");
        functions.work();
        assertThat(functions.call(ONE).at("/differences/0/kind").asText()).isEqualTo("LEFT");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void beginsAnewWhereAHoldIsOverMeanwhile(boolean somethingIsKept) {
        if (!somethingIsKept) {
            functions.buckets.all().forEach(functions.buckets::abort);
        }
        functions.holds.place(
                ONE,
                new Hold(
                        HELD,
                        "a court",
                        SampleOperators.named("Ada"),
                        PurgedGroup.PLANNED,
                        Optional.of(NOW.plusSeconds(60))));
        functions.call(ONE);
        functions.work();
        functions.clock.advance(Duration.ofSeconds(60));
        assertThat(functions.call(ONE).path("state").asText()).isEqualTo("VERIFYING");
        functions.work();
        assertThat(functions.call(ONE).path("state").asText()).isEqualTo(somethingIsKept ? "DIFFERS" : "CERTIFIED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann", "zoe"})
    void beginsAnewWhereSomethingHasComeMeanwhile(String user) {
        functions.call(ONE);
        functions.work();
        functions.put("1/" + user + "/late", 1);
        assertThat(functions.call(ONE).path("state").asText()).isEqualTo("VERIFYING");
        functions.work();
        assertThat(functions.call(ONE).at("/differences/0/who").asText()).isEqualTo(user);
    }

    /** The clock that noted the end of the second purge was slow. */
    @Test
    void isOfNoOtherPlan() {
        functions.certify(ONE);
        functions.planned(ONE, OTHER, PurgedGroup.standard());
        assertThat(functions.certify(ONE).at("/differences/0/kind").asText()).isEqualTo("NOT_RECORDED");
    }

    @Test
    void countsNobodyTwiceWhoIsHeldInBothParts() {
        functions.planned(
                ONE, OTHER, List.of(PurgedGroup.leftOut(ANN), PurgedGroup.leftOut(BEN), PurgedGroup.leftOut(HELD)));
        functions.hold(ONE, BEN);
        functions.put("1/ben/photo", 7);
        functions.rows.put(BEN, "item");
        assertThat(functions.certify(ONE).at("/certificate/held").toString())
                .isEqualTo("{\"accounts\":2,\"versions\":2,\"markers\":0,\"uploads\":0,\"bytes\":12}");
    }

    /** One worker runs out of time within a page; another dies before it saves its checkpoint. */
    @Test
    void countsNobodyTwiceWhenWorkersLeave() {
        List<ManifestLine> lines =
                users(120).map(user -> PurgedGroup.listed(user, ONE_PHOTO)).toList();
        functions.planned(ONE, OTHER, lines);
        lines.forEach(line -> functions.done(
                ONE, OTHER, new Place(line.user().value().equals("user-000") ? 0 : 1, line.user()), ONE_PHOTO));
        functions.rows.put(new UserId("user-077"), "item");
        AtomicInteger calls = new AtomicInteger();
        functions.observe(call -> {
            if (call.equals("UserRows.any") && calls.incrementAndGet() % 30 == 0) {
                functions.clock.advance(ChunkWorker.TURN_MAX);
            }
            if (call.equals("JobStore.save") && calls.get() == 90) {
                calls.incrementAndGet();
                throw new RetryableFailure("busy");
            }
        });
        functions.call(ONE);
        functions.work();
        functions.clock.advance(Duration.ofMinutes(90));
        functions.work();
        JsonNode differs = functions.call(ONE);
        assertThat(differs.path("count").asInt()).isEqualTo(1);
        assertThat(differences(differs)).containsExactly("user-077");
    }

    /** Each of three chunks lists folders of a range of names. */
    @Test
    void listsEveryFolderOnce() {
        List<List<ManifestLine>> chunks = new ArrayList<>();
        chunks.add(users(90).map(user -> PurgedGroup.listed(user, Totals.NONE)).toList());
        IntStream.range(1, 6).forEach(ignored -> chunks.add(List.of()));
        functions.plannedChunks(ONE, OTHER, chunks);
        users(90).forEach(user -> functions.done(ONE, OTHER, new Place(0, user), Totals.NONE));
        List<String> left = Stream.concat(users(100), Stream.of(new UserId("a"), new UserId("z")))
                .map(UserId::value)
                .toList();
        left.forEach(user -> functions.buckets.put(
                user.endsWith("7") ? PurgedBucket.ARCHIVE : PurgedBucket.GALLERY,
                new ObjectKey("1/" + user + "/photo"),
                new byte[1]));
        JsonNode differs = functions.certify(ONE);
        assertThat(differs.path("count").asInt()).isEqualTo(left.size());
        assertThat(differs.path("differences").size()).isEqualTo(3 * Findings.Differences.CHUNK_DIFFERENCES_MAX);
        assertThat(differences(differs)).containsExactlyInAnyOrderElementsOf(left);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void sumsUpPlansOfAnyNumberOfChunks(int parts) {
        functions.files.putIfAbsent(AuditKeys.root(ONE, OTHER), PurgedGroup.root(OTHER, parts));
        IntStream.range(0, parts)
                .forEach(part -> functions.records.put(
                        ONE,
                        new Deletion(
                                new Place(part, ANN),
                                OTHER,
                                ONE_PHOTO,
                                1,
                                0,
                                Deletion.Progress.PARTIAL,
                                PurgedGroup.DELETED.minusSeconds(part + 1))));
        JsonNode plans = functions.certify(ONE).at("/certificate/plans");
        assertThat(plans.findValuesAsText("planId")).containsExactly(OTHER.value(), PLAN.value());
        assertThat(plans.at("/0/versions").asInt()).isEqualTo(parts);
        assertThat(plans.at("/1/versions").asInt()).isEqualTo((int) (TWO_PHOTOS.versions() + ONE_PHOTO.versions()));
    }

    @Test
    void findsAManifestWithMoreChunksThanItsPlan() {
        List<List<ManifestLine>> three = List.of(List.of(), List.of(), List.of(PurgedGroup.listed(ANN, ONE_PHOTO)));
        functions.plan(
                ONE, OTHER, Manifests.put(functions.files, ONE, OTHER, three).hash());
        assertThat(functions.certify(ONE).path("differences").findValuesAsText("kind"))
                .containsExactly("MANIFEST");
    }

    private static Stream<UserId> users(int count) {
        return IntStream.range(0, count).mapToObj("user-%03d"::formatted).map(UserId::new);
    }

    /** Who differs, as the audit bucket keeps it. */
    private List<String> differences(JsonNode view) {
        return functions
                .files
                .list(view.path("key").asText())
                .map(key -> Json.read(functions.file(key.value())))
                .flatMap(page -> page.findValuesAsText("who").stream())
                .distinct()
                .toList();
    }
}
