package sundown.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.edge.Json;
import sundown.edge.OperatorRequests;
import sundown.operator.SampleOperators;
import sundown.report.ReportFiles.ReportFile;

class GetDocumentTest {
    private static final Instant NOW = Instant.parse("2022-12-05T10:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final InMemoryReportFiles files = new InMemoryReportFiles();
    private final GetDocument query = new GetDocument(files, CLOCK);

    @Test
    void readsADocument() {
        files.write(ReportFile.latestFigures(), "{\"day\": \"größer\"}");

        JsonNode answer = answer(Map.of("key", "progress/latest.json"));

        assertThat(answer.path("key").asText()).isEqualTo("progress/latest.json");
        assertThat(answer.path("text").asText()).isEqualTo("{\"day\": \"größer\"}");
    }

    @Test
    void saysThatThereIsNone() {
        assertThat(problem(Map.of("key", "certificates/1/3c9121f3a535fb95.json")))
                .isEqualTo("no-document");
    }

    @ParameterizedTest
    @ValueSource(strings = {"manifests/1/3c9121f3a535fb95/manifest.jsonl", "trail/AWSLogs/1.json", "progress/../x"})
    void readsNothingElse(String key) {
        files.write(new ReportFile(key), "secret");

        assertThat(problem(Map.of("key", key))).isEqualTo("invalid-request");
    }

    /** Nothing is longer in the answer than four times as long: a quote, a backslash, and a line's end are longest. */
    @ParameterizedTest
    @ValueSource(strings = {"\"", "\\", "\n", "ö"})
    void answersWithinLambdasLimitWhateverTheDocumentHas(String character) {
        String text =
                character.repeat(DocumentRules.DOCUMENT_BYTES_MAX / character.getBytes(StandardCharsets.UTF_8).length);
        files.write(ReportFile.latestFigures(), text);

        JsonNode response = response(Map.of("key", "progress/latest.json"));

        assertThat(OperatorRequests.answer(response).path("text").asText()).isEqualTo(text);
        assertThat(Json.write(response).length()).isLessThan(6_000_000);
    }

    @Test
    void refusesATextThatIsTooLongAndSaysHowToReadIt() {
        files.write(ReportFile.latestFigures(), "x".repeat(DocumentRules.DOCUMENT_BYTES_MAX + 1));

        JsonNode problem = answer(Map.of("key", "progress/latest.json"));

        assertThat(problem.path("type").asText()).endsWith(":document-too-large");
        assertThat(problem.path("detail").asText())
                .contains("1,048,577 bytes", "aws s3 cp 's3://<audit bucket>/progress/latest.json'");
    }

    @Test
    void listsTheRunsOfTheReadinessOfTheLast90Days() {
        files.write(ReportFile.readiness(NOW.minus(DocumentRules.RUN_AGE_MAX).minusSeconds(1)), "{}");
        files.write(ReportFile.readiness(NOW.minus(Duration.ofDays(89))), "{}");
        files.write(ReportFile.readiness(NOW), "{}");
        files.write(ReportFile.latestReadiness(), "{}");
        files.write(ReportFile.latestFigures(), "{}");

        assertThat(answer(Map.of("list", "readiness/")).path("keys"))
                .extracting(JsonNode::asText)
                .containsExactly("readiness/2022-12-05T10:00:00Z.json", "readiness/2022-09-07T10:00:00Z.json");
    }

    @Test
    void tellsWhatCameOfImportsAndRehearsalsOfTheLastYearAndLeavesOutWhatIsNone() {
        record(outcome("import", NOW.minus(DocumentRules.OUTCOME_AGE_MAX).minusSeconds(1)));
        record(outcome("import", NOW.minus(Duration.ofDays(200))));
        record(outcome("rehearsal", NOW));
        files.write(new ReportFile("outcomes/2022-12-01T00:00:00Z-import.json"), "{\"kind\": \"import\"}");
        files.write(
                new ReportFile("outcomes/2022-12-02T00:00:00Z-import.json"),
                outcome("import", NOW).write() + " ".repeat(RecordedOutcome.BYTES_MAX));

        JsonNode answer = answer(Map.of("list", "readiness/"));

        assertThat(answer.path("outcomes"))
                .extracting(JsonNode::toString)
                .containsExactly(
                        outcome("rehearsal", NOW).write(),
                        outcome("import", NOW.minus(Duration.ofDays(200))).write());
        assertThat(answer.path("keys")).isEmpty();
    }

    private void record(RecordedOutcome outcome) {
        files.write(ReportFile.of(outcome), outcome.write());
    }

    private static RecordedOutcome outcome(String kind, Instant at) {
        return new RecordedOutcome(
                kind, at.toString(), "warn", List.of("One is left."), Map.of("days", new BigDecimal("3.5")));
    }

    @Test
    void listsNothingElse() {
        assertThat(problem(Map.of("list", "manifests/"))).isEqualTo("invalid-request");
        assertThat(problem(Map.of("list", "readiness/", "key", "readiness/latest.json")))
                .isEqualTo("invalid-request");
        assertThat(problem(Map.of())).isEqualTo("invalid-request");
    }

    private String problem(Map<String, String> call) {
        return answer(call).path("type").asText().replaceFirst(".*:", "");
    }

    private JsonNode answer(Map<String, String> call) {
        return OperatorRequests.answer(response(call));
    }

    private JsonNode response(Map<String, String> call) {
        return OperatorRequests.ask(query, OperatorRequests.by(SampleOperators.named("Ada"), NOW, call), CLOCK);
    }
}
