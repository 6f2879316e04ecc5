package sundown.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import sundown.edge.Json;
import sundown.edge.LogRecords;
import sundown.edge.OperatorCall;
import sundown.edge.OperatorRequests;
import sundown.failure.PermanentFailure;
import sundown.metrics.Measurements;
import sundown.operator.SampleOperators;
import sundown.readiness.Inspections.Inspection;
import sundown.readiness.Readiness.Outcome;
import sundown.report.InMemoryReportFiles;
import sundown.report.ReportFiles.ReportFile;
import sundown.runtime.ManualClock;
import sundown.timeline.InMemoryTimelineStore;
import sundown.timeline.PublishedTimeline;

class CheckReadinessFunctionTest {
    private static final Instant OPENING =
            PublishedTimeline.read().groups().getFirst().dates().exportsOpen();
    private static final Outcome GOOD = Outcome.pass("good");
    private static final Outcome BAD = Outcome.fail("bad", "mend it");

    private final ManualClock clock = new ManualClock(OPENING.minus(Duration.ofDays(30)));
    private final InMemoryReportFiles files = new InMemoryReportFiles();

    @Test
    void answersWithEachCheckAndItsRemedy() {
        JsonNode answer = call(
                Map.of(),
                inspection("one", GOOD),
                inspection("two", Outcome.warn("odd", "look")),
                inspection("three", BAD));
        assertThat(answer).isEqualTo(Json.read("""
                {"at": "%s", "checks": [
                 {"name": "one", "result": "pass", "found": "good"},
                 {"name": "two", "result": "warn", "found": "odd", "remedy": "look"},
                 {"name": "three", "result": "fail", "found": "bad", "remedy": "mend it"}]}
                """.formatted(clock.instant())));
    }

    @Test
    void failsACheckThatThrowsAndMakesTheOthers() {
        JsonNode checks = call(
                        Map.of(),
                        inspection("one", () -> {
                            throw new PermanentFailure("S3 answered AccessDenied");
                        }),
                        inspection("two", () -> {
                            throw new IllegalStateException("a name of a person");
                        }),
                        inspection("three", GOOD))
                .path("checks");
        assertThat(checks.findValuesAsText("result")).containsExactly("fail", "fail", "pass");
        assertThat(checks.findValuesAsText("found"))
                .containsExactly(
                        "could not be read: S3 answered AccessDenied",
                        "could not be read: an error that the log of check-readiness describes",
                        "good");
        assertThat(checks.findValuesAsText("remedy")).allMatch(remedy -> remedy.contains("(s3:GetBucketPolicy)"));
    }

    @Test
    void keepsEachRun() {
        Instant first = clock.instant();
        JsonNode answer = function(inspection("one", GOOD))
                .handle(new OperatorCall(Json.tree(Map.of("source", "aws.scheduler", "id", "day-1"))));
        clock.advance(Duration.ofDays(1));
        JsonNode second = call(Map.of(), inspection("one", BAD));
        assertThat(file(first.toString())).isEqualTo(answer);
        assertThat(file(clock.instant().toString())).isEqualTo(second);
        assertThat(file("latest")).isEqualTo(second);
        assertThat(new ReadinessHistory(files).latest().orElseThrow().failed()).containsExactly("one");
    }

    @Test
    void raisesTheAlarmWhileAnOpeningIsNearAndACheckFails() {
        try (LogRecords log = LogRecords.of(CheckReadinessFunction.class);
                Measurements measurements = new Measurements()) {
            call(Map.of(), inspection("one", BAD));
            clock.advance(Duration.ofDays(16));
            call(Map.of(), inspection("one", GOOD));
            assertThat(measurements.faults()).isEmpty();
            call(Map.of(), inspection("one", BAD));
            assertThat(measurements.faults()).containsExactly("UnreadyOpenings");
            assertThat(log.lines()).containsExactly("ERROR not ready for the opening of group 1: [one]");
        }
    }

    /** A run that cannot be read, or a bucket that does not answer, keeps no timeline from coming into force. */
    @Test
    void warnsPublishersByTheLatestRun() {
        ReadinessHistory history = new ReadinessHistory(files);
        Instant near = OPENING.minusSeconds(1);
        assertThat(history.warnings(PublishedTimeline.read(), near))
                .singleElement()
                .asString()
                .contains("never checked");
        clock.advance(Duration.ofDays(29));
        call(Map.of(), inspection("one", BAD));
        assertThat(history.warnings(PublishedTimeline.read(), near))
                .singleElement()
                .asString()
                .endsWith("fails: one");
        call(Map.of(), inspection("one", GOOD));
        assertThat(history.warnings(PublishedTimeline.read(), near)).isEmpty();
        files.write(new ReportFile("readiness/latest.json"), "{}");
        assertThat(history.warnings(PublishedTimeline.read(), near))
                .singleElement()
                .asString()
                .contains("never checked");
    }

    @Test
    void refusesAFieldThatItDoesNotKnow() {
        assertThat(call(Map.of("group", "1")).path("type").asText()).endsWith(":invalid-request");
        assertThat(files.all()).isEmpty();
    }

    private static Inspection inspection(String name, Outcome outcome) {
        return inspection(name, () -> outcome);
    }

    private static Inspection inspection(String name, Supplier<Outcome> look) {
        return new Inspection(name, "s3:GetBucketPolicy", look);
    }

    private JsonNode call(Map<String, String> call, Inspection... inspections) {
        return OperatorRequests.answer(
                function(inspections).handle(OperatorRequests.by(SampleOperators.named("Ada"), clock.instant(), call)));
    }

    private CheckReadinessFunction function(Inspection... inspections) {
        return new CheckReadinessFunction(
                OperatorRequests.edge(clock),
                List.of(now -> List.of(inspections)),
                new InMemoryTimelineStore(),
                new ReadinessHistory(files),
                clock);
    }

    private JsonNode file(String name) {
        return Json.read(
                files.read(new ReportFile("readiness/" + name + ".json")).orElseThrow());
    }
}
