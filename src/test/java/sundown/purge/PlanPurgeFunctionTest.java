package sundown.purge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sundown.account.ReachStore.Reach;
import sundown.account.UserId;
import sundown.contract.SampleSafety;
import sundown.digest.Sha256;
import sundown.edge.Correlation;
import sundown.edge.Json;
import sundown.edge.LogRecords;
import sundown.edge.OperatorEdge;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.gallery.Tally;
import sundown.job.ChunkMessage;
import sundown.job.JobRules;
import sundown.job.TestChunks;
import sundown.metrics.Measurements;
import sundown.purge.BucketEntry.Totals;
import sundown.purge.close.ClosingStore.Closing;
import sundown.receipt.Safety.Headcount;
import sundown.receipt.Safety.Standing;
import sundown.receipt.Safety.Sums;
import sundown.runtime.ObservedPort;

/** An operator asks for a plan, and asks again. */
class PlanPurgeFunctionTest {
    private final PlannedGroup functions = new PlannedGroup();

    @Test
    void beginsAPlanOfEveryShardOnce() {
        JsonNode view = functions.plan();
        assertThat(view.path("state").textValue()).isEqualTo("PLANNING");
        assertThat(functions.queue.size()).isEqualTo(TestChunks.FEW.number());
        assertThat(functions.plan()).isEqualTo(view);
        assertThat(functions.queue.size()).isEqualTo(TestChunks.FEW.number());
    }

    @ParameterizedTest
    @CsvSource({
        "group, '', invalid-request",
        "group, *, invalid-request",
        "group, 9, unknown-group",
        "group, CN, exempt-group",
        "group, 2, window-open",
        "insteadOf, plan0001, other-plan"
    })
    void refusesWhatCannotBePlanned(String field, String value, String problem) {
        Map<String, String> call = new HashMap<>(Map.of("group", "1", "by", "Ada"));
        call.put(field, value);
        try (LogRecords log = LogRecords.of(OperatorEdge.class)) {
            assertThat(functions.plan(call).path("type").textValue()).endsWith(":" + problem);
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("INFO audit: plan-purge")
                    .endsWith(": " + problem);
        }
        assertThat(functions.plans.find(PlannedGroup.GROUP)).isEmpty();
        assertThat(functions.queue.size()).isZero();
    }

    @Test
    void tellsInOneLineWhoAskedForItAndWhatCameOfIt() {
        try (LogRecords log = LogRecords.of(OperatorEdge.class)) {
            functions.plan();
            functions.plan(Map.of("group", "CN", "by", "Ada"));
            assertThat(log.lines())
                    .containsExactly(
                            "INFO audit: plan-purge, by Ada (op-Ada), group 1: done",
                            "INFO audit: plan-purge, by Ada (op-Ada), group CN: exempt-group");
        }
    }

    @Test
    void refusesAGroupThatHasNoDefault() {
        assertThat(functions.plan(Map.of("by", "Ada")).path("type").textValue()).endsWith(":invalid-request");
    }

    @Test
    void refusesAGroupThatIsNotDrained() {
        functions.closings.save(new Closing(
                PlannedGroup.GROUP, PlannedGroup.CLOSE, PlannedGroup.CLOSE, Optional.empty(), Optional.empty(), 1));
        assertThat(functions.plan().path("type").textValue()).endsWith(":not-drained");
        assertThat(functions.queue.size()).isZero();
    }

    @Test
    void refusesAnInstantBeforeTheClose() {
        PlannedGroup early = new PlannedGroup();
        early.clock.advance(Duration.ofNanos(-1));
        assertThat(early.plan().path("type").textValue()).endsWith(":window-open");
    }

    /** Who has no objects loses nothing. */
    @Test
    void tellsApproversHowSafeThePhotosAreOfUsersWhoseObjectsGo() {
        functions.transfers.save(SampleSafety.moved(stored("moved", 3), 10, 0));
        functions.transfers.save(SampleSafety.moved(stored("partly", 3), 10, 4));
        functions.archives.save(SampleSafety.downloaded(stored("downloaded", 0), 10, 3, 3));
        stored("idle", 0);
        functions.member("empty", "IN", 0);
        functions.plan();
        functions.work();

        assertThat(functions.planned().safety())
                .isEqualTo(new Sums(
                        Map.of(
                                Standing.MOVED, new Headcount(1, SampleSafety.tally(10)),
                                Standing.PARTLY_SAFE, new Headcount(1, SampleSafety.tally(6)),
                                Standing.DOWNLOADED, new Headcount(1, SampleSafety.tally(7)),
                                Standing.NOTHING_TAKEN, new Headcount(1, Tally.NONE)),
                        3));
        assertThat(functions
                        .plan()
                        .at("/planned/safety/standings/PARTLY_SAFE/users")
                        .longValue())
                .isEqualTo(1);
        assertThat(functions.report())
                .containsPattern("photos safe, users +2\nphotos partly safe +1\nnothing taken +1\n")
                .containsPattern("items lost to all ways +3\n");
    }

    private UserId stored(String name, int shard) {
        functions.put("1/" + name + "/a", 7);
        return functions.member(name, "IN", shard);
    }

    @Test
    void tellsWhatIsPlanned() {
        UserId user = functions.member("u1", "IN", 3);
        functions.put("1/u1/a", 7);
        functions.plan();
        functions.work();
        JsonNode planned = functions.plan().path("planned");
        assertThat(planned.path("hash").textValue())
                .isEqualTo(functions.planned().hash().hex());
        assertThat(planned.path("users").longValue()).isEqualTo(1);
        assertThat(planned.path("bytes").longValue()).isEqualTo(7);
        assertThat(functions.entries(user)).hasSize(1);
        assertThat(functions.buckets.all()).hasSize(1);
    }

    /** A user under hold keeps their photos, so how far they are reached does not matter. */
    @Test
    void tellsHowFarTheUsersAreReachedWhoseObjectsGo() {
        UserId reached = functions.member("u1", "IN", 1);
        UserId bounced = functions.member("u2", "IN", 2);
        functions.member("u3", "IN", 3);
        UserId held = functions.member("u4", "IN", 3);
        functions.hold(held, Optional.empty());
        functions.put("1/nobody/a", 7);
        functions.reaches.note(reached, Reach.REACHED, PlannedGroup.CLOSE);
        functions.reaches.note(held, Reach.SENT, PlannedGroup.CLOSE);
        functions.reaches.note(bounced, Reach.NOT_REACHABLE, PlannedGroup.CLOSE);
        functions.reaches.note(new UserId("nobody"), Reach.NOT_REACHABLE, PlannedGroup.CLOSE);
        functions.plan();
        functions.work();
        assertThat(functions.plan().at("/planned/reach")).isEqualTo(Json.read("""
                        {"NOT_WRITTEN_TO": 1, "NOT_REACHABLE": 2, "REACHED": 1}"""));
    }

    /** The worker that was to make the root has died, and its message is lost. */
    @Test
    void makesTheRootWhenNothingElseIsLeft() {
        functions.observe(ObservedPort.before("PlanStore.complete", () -> {
            throw new RetryableFailure("busy");
        }));
        functions.plan();
        functions.work();
        while (functions.queue.size() > 0) {
            functions.clock.advance(PlannedGroup.VISIBILITY);
            functions.queue.receive().ifPresent(functions.queue::delete);
        }
        functions.observe(ObservedPort.Observer.NONE);
        assertThat(functions.plan().path("state").textValue()).isEqualTo("PLANNING");
        functions.sweep();
        assertThat(functions.plan().path("state").textValue()).isEqualTo("PLANNED");
    }

    /** The users of its chunk would be in no manifest. */
    @Test
    void isNotMadeWithoutTheCheckpointOfAChunk() {
        functions.observe(ObservedPort.before(
                "JobStore.findChunks", () -> functions.jobs.forget(PurgeJob.LIST_ACCOUNTS.of(PlannedGroup.GROUP), 1)));
        functions.plan();
        functions.work();
        assertThat(functions.plan().path("state").textValue()).isEqualTo("PLANNING");
    }

    /** A user that a plan leaves out would stay in the buckets, and nobody would delete them. */
    @Test
    void isNotMadeBeforeEverybodyIsListed() {
        functions.member("u1", "IN", 3);
        functions.put("1/u1/a", 7);
        functions.observe(ObservedPort.before("BucketListing.entries", () -> {
            throw new PermanentFailure("a row cannot be read");
        }));
        functions.plan();
        try (LogRecords log = LogRecords.of(PlanWork.class);
                Measurements measurements = new Measurements()) {
            functions.work();
            assertThat(measurements.faults()).containsExactly("ManualCloses");
            assertThat(log.lines()).singleElement().asString().contains("user u1 needs people");
        }
        functions.clock.advance(JobRules.SILENCE_MAX);
        functions.observe(ObservedPort.Observer.NONE);
        assertThat(functions.plan().path("state").textValue()).isEqualTo("PLANNING");
        functions.sweep();
        assertThat(functions.planned().users()).isEqualTo(1);
        assertThat(functions.entries(new UserId("u1"))).hasSize(1);
    }

    @Test
    void plansAnewInsteadOfThePlanThatIsNamed() {
        UserId user = functions.member("u1", "IN", 3);
        functions.put("1/u1/a", 7);
        String first = functions.plan().path("planId").textValue();
        functions.work();
        Sha256 hash = functions.planned().hash();
        functions.hold(user, Optional.empty());

        functions.plan(Map.of("group", "1", "by", "Bob", "insteadOf", first));
        functions.work();

        assertThat(functions.planned().hash()).isNotEqualTo(hash);
        assertThat(functions.planned().held()).isEqualTo(1);
        assertThat(functions.planned().totals()).isEqualTo(Totals.NONE);
    }

    @Test
    void listsNothingByAMessageAlone() {
        for (PurgeJob kind : PurgeJob.values()) {
            ChunkMessage message =
                    new ChunkMessage(kind.of(PlannedGroup.GROUP), PlannedGroup.CLOSE, 3, Correlation.current());
            assertThat(functions.write(message.write()).batchItemFailures()).isEmpty();
        }
        assertThat(functions.files.list("manifests/")).isEmpty();
        assertThat(functions.write("{}").batchItemFailures()).hasSize(1);
    }

    /** Otherwise a folder might be in no chunk, or two chunks in one place of the manifest. */
    @Test
    void keepsTheNumberOfChunksThatItBeganWith() {
        functions.splitInto(5);
        functions.member("u1", "IN", 3);
        functions.put("1/u1/a", 7);
        functions.put("1/u2/a", 7);
        JsonNode begun = functions.plan();
        functions.splitInto(2);
        functions.work();
        assertThat(begun.path("chunks").intValue()).isEqualTo(10);
        assertThat(functions.plan().path("chunksDone").intValue()).isEqualTo(10);
        assertThat(functions.root().chunks())
                .extracting(ManifestRoot.ChunkLine::number)
                .containsExactlyElementsOf(IntStream.range(0, 10).boxed().toList());
        assertThat(functions.planned().users()).isEqualTo(2);
    }

    /** Clocks differ: the later plan's jobs must be the later ones all the same. */
    @Test
    void givesThePlanThatTakesAnothersPlaceTheLaterName() {
        String first = functions.plan().path("planId").textValue();
        functions.work();
        Instant begunAt = functions.plans.find(PlannedGroup.GROUP).orElseThrow().begunAt();
        functions.clock.advance(Duration.ofSeconds(1));
        functions.plan(Map.of("group", "1", "by", "Bob", "insteadOf", first));
        functions.work();
        String second = functions.plan().path("planId").textValue();
        functions.clock.advance(Duration.ofSeconds(-1));
        functions.plan(Map.of("group", "1", "by", "Bob", "insteadOf", second));
        functions.work();
        assertThat(functions.plans.find(PlannedGroup.GROUP).orElseThrow().begunAt())
                .isEqualTo(begunAt.plusSeconds(1).plusMillis(1));
        assertThat(functions.plan().path("state").textValue()).isEqualTo("PLANNED");
    }
}
