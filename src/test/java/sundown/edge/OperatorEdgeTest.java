package sundown.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;

class OperatorEdgeTest {
    private static final OperatorForm APPROVE = form("approve-purge");

    private final OperatorEdge edge = new OperatorEdge();

    @AutoClose
    private final LogRecords log = LogRecords.of(OperatorEdge.class);

    @Test
    void answersWithWhatTheWorkGives() {
        assertThat(edge.answer(APPROVE, call("Ada"), body -> Map.of("hello", body.text("by"))))
                .isEqualTo(Json.tree(Map.of("hello", "Ada")));
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void answersARefusalAsAProblem() {
        JsonNode problem = edge.answer(APPROVE, call("Ada"), body -> {
            throw Problem.of("too-early", 409, "It is too early.", "Wait.");
        });
        assertThat(problem.path("type").asText()).isEqualTo("urn:sundown:problem:too-early");
        assertThat(log.lines()).singleElement().asString().contains("refused: too-early");
    }

    @Test
    void tellsInOneLineWhoAskedWhatAndWhatCameOfIt() {
        edge.audited(form("approve-purge"), call("Ada"), body -> Map.of());
        assertThat(log.lines()).containsExactly("INFO audit: approve-purge, by Ada, group 1: done");
    }

    @Test
    void tellsARefusalInOneLineToo() {
        edge.audited(form("approve-purge"), call("Ada"), body -> {
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
        OperatorCall call = call("Ada");
        assertThatThrownBy(() -> edge.audited(form("release-hold"), call, body -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(log.lines())
                .containsExactly("INFO audit: release-hold, by Ada, group 1: failed (and may have taken effect)");
    }

    @Test
    void letsNoCallForgeALogLine() {
        edge.audited(form("stop-purges"), new OperatorCall(Json.tree(Map.of("by", "Ada\naudit: *"))), body -> Map.of());
        edge.audited(
                form("stop-purges"),
                new OperatorCall(Json.tree(Map.of("by", "a".repeat(999), "group", 7))),
                body -> Map.of());
        edge.audited(form("stop-purges"), new OperatorCall(Json.read("[]")), body -> Map.of());
        assertThat(log.lines())
                .containsExactly(
                        "INFO audit: stop-purges, by Ada?audit? ?, group -: done",
                        "INFO audit: stop-purges, by " + "a".repeat(64) + ", group 7: done",
                        "INFO audit: stop-purges, by -, group -: invalid-request");
    }

    @Test
    void logsUserAndReasonWhenTheCallHasThem() {
        edge.audited(
                form("hold-account"),
                new OperatorCall(Json.tree(
                        Map.of("by", "Ada", "group", "1", "userId", "u1", "reason", "order 12/2023\naudit: *"))),
                body -> Map.of());
        assertThat(log.lines())
                .containsExactly(
                        "INFO audit: hold-account, by Ada, group 1, user u1, reason order 12/2023?audit: *: done");
    }

    @Test
    void refusesAFieldThatTheFunctionDoesNotKnowAndNamesTheNearest() {
        assertThat(refused("{\"by\": \"Ada\", \"dryrun\": true}"))
                .isEqualTo("In the call, \"dryrun\" is not known: did you mean \"dryRun\"?");
        assertThat(refused("{\"By\": \"Ada\"}")).isEqualTo("In the call, \"By\" is not known: did you mean \"by\"?");
        assertThat(refused("{\"manifestHsah\": \"a\"}")).endsWith("did you mean \"manifestHash\"?");
        assertThat(refused("{\"zebra\": 1}"))
                .isEqualTo("In the call, \"zebra\" is not known: the fields are group, by, userId, reason, dryRun,"
                        + " manifestHash.");
        assertThat(refused("{\"\\n\u202e\": 1}")).startsWith("In the call, \"\\u000a\\u202e\" is not known");
    }

    @Test
    void refusesAFieldThatIsThereTwiceAtAnyDepth() {
        assertThat(refused("{\"dryRun\": true, \"by\": \"Ada\", \"dryRun\": false}"))
                .isEqualTo("The call has dryRun twice.");
        assertThat(refused("{\"by\": {\"groups\": [{\"close\": 1, \"close\": 2}]}}"))
                .isEqualTo("The call has close twice.");
        assertThat(sent("{\"by\": {\"id\": 1}, \"reason\": [{\"id\": 1}, {\"id\": 2}]}")
                        .repeated())
                .isEmpty();
    }

    @Test
    void refusesWhatIsJsonAndJacksonCannotRead() {
        assertThat(refused("{\"by\": " + "[".repeat(1_001) + "]".repeat(1_001) + "}"))
                .startsWith("The call cannot be read");
        assertThat(refused("{\"by\": " + "1".repeat(1_001) + "}")).startsWith("The call cannot be read");
        assertThat(refused("{\"\\ud83d\\ude00\": 1}")).startsWith("The call cannot be read");
    }

    @Test
    void refusesHalfOfACharacter() {
        assertThat(refused("{\"by\": \"\\ud800\"}")).contains("half of a character");
    }

    @Test
    void asksOnlyForFieldsOfTheForm() {
        OperatorCall call = call("Ada");
        assertThatThrownBy(() -> edge.answer(APPROVE, call, body -> body.text("note")))
                .isInstanceOf(IllegalStateException.class);
    }

    private String refused(String call) {
        JsonNode problem = edge.answer(APPROVE, sent(call), body -> {
            throw new AssertionError("the work must not begin");
        });
        assertThat(problem.path("type").textValue()).endsWith(":invalid-request");
        return problem.path("detail").textValue();
    }

    /** A call as the function reads it from Lambda. */
    private static OperatorCall sent(String call) {
        try {
            return new ObjectMapper().readValue(call.getBytes(StandardCharsets.UTF_8), OperatorCall.class);
        } catch (IOException notJson) {
            throw new AssertionError(notJson);
        }
    }

    private static OperatorForm form(String function) {
        return OperatorForm.of(function, "group", "by", "userId", "reason", "dryRun", "manifestHash");
    }

    private static OperatorCall call(String by) {
        return new OperatorCall(Json.tree(Map.of("group", "1", "by", by)));
    }
}
