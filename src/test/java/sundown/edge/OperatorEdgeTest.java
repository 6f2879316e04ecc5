package sundown.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;

class OperatorEdgeTest {
    private final OperatorEdge edge = new OperatorEdge();

    @AutoClose
    private final LogRecords log = LogRecords.of(OperatorEdge.class);

    @Test
    void answersWithWhatTheWorkGives() {
        assertThat(edge.answer(call("Ada"), body -> Map.of("hello", body.text("by"))))
                .isEqualTo(Json.tree(Map.of("hello", "Ada")));
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void answersARefusalAsAProblem() {
        JsonNode problem = edge.answer(call("Ada"), body -> {
            throw Problem.of("too-early", 409, "It is too early.", "Wait.");
        });
        assertThat(problem.path("type").asText()).isEqualTo("urn:sundown:problem:too-early");
        assertThat(log.lines()).singleElement().asString().contains("refused: too-early");
    }

    @Test
    void tellsInOneLineWhoAskedWhatAndWhatCameOfIt() {
        edge.audited("approve-purge", call("Ada"), body -> Map.of());
        assertThat(log.lines()).containsExactly("INFO audit: approve-purge, by Ada, group 1: done");
    }

    @Test
    void tellsARefusalInOneLineToo() {
        edge.audited("approve-purge", call("Ada"), body -> {
            throw Problem.of("too-early", 409, "It is too early.", "Wait.");
        });
        assertThat(log.lines()).containsExactly("INFO audit: approve-purge, by Ada, group 1: too-early");
    }

    static Stream<RuntimeException> failures() {
        return Stream.of(
                new RetryableFailure("DynamoDb answered InternalServerError"),
                new PermanentFailure("DynamoDb answered AccessDeniedException"),
                new IllegalStateException("a bug"));
    }

    /** A write may take effect although its answer is lost, so its operator must be logged. */
    @ParameterizedTest
    @MethodSource("failures")
    void tellsAFailureInOneLineAndFails(RuntimeException failure) {
        JsonNode call = call("Ada");
        assertThatThrownBy(() -> edge.audited("release-hold", call, body -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(log.lines())
                .containsExactly("INFO audit: release-hold, by Ada, group 1: failed (and may have taken effect)");
    }

    @Test
    void letsNoCallForgeALogLine() {
        edge.audited("stop-purges", Json.tree(Map.of("by", "Ada\naudit: *")), body -> Map.of());
        edge.audited("stop-purges", Json.tree(Map.of("by", "a".repeat(999), "group", 7)), body -> Map.of());
        edge.audited("stop-purges", Json.read("[]"), body -> Map.of());
        assertThat(log.lines())
                .containsExactly(
                        "INFO audit: stop-purges, by Ada?audit? ?, group -: done",
                        "INFO audit: stop-purges, by " + "a".repeat(64) + ", group 7: done",
                        "INFO audit: stop-purges, by -, group -: invalid-request");
    }

    @Test
    void logsUserAndReasonWhenTheCallHasThem() {
        edge.audited(
                "hold-account",
                Json.tree(Map.of("by", "Ada", "group", "1", "userId", "u1", "reason", "order 12/2023\naudit: *")),
                body -> Map.of());
        assertThat(log.lines())
                .containsExactly(
                        "INFO audit: hold-account, by Ada, group 1, user u1, reason order 12/2023?audit: *: done");
    }

    private static JsonNode call(String by) {
        return Json.tree(Map.of("group", "1", "by", by));
    }
}
