package sundown.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sundown.operator.Access;
import sundown.operator.Access.Role;
import sundown.operator.CallRecords.CallRecord;
import sundown.operator.InMemoryCallRecords;
import sundown.operator.SampleOperators;
import sundown.runtime.ManualClock;
import sundown.timeline.GroupId;

class InformOperatorsFunctionTest {
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

    private final ManualClock clock = new ManualClock(NOW);
    private final InMemoryCallRecords records = new InMemoryCallRecords();
    private final InformOperatorsFunction function = new InformOperatorsFunction(
            OperatorRequests.edge(records, clock), List.of(new Sample("list-apples"), new Sample("get-pear")));

    /** Answers with its name and what was asked. */
    private record Sample(String name) implements OperatorQuery<Sample.Call> {
        record Call(GroupId group) {}

        @Override
        public OperatorForm<Call> form() {
            return OperatorForm.of(name, Access.reading(), Call.class);
        }

        @Override
        public Object answer(Call call) {
            return Map.of("query", name, "group", call.group());
        }
    }

    @Test
    void answersTheQueryOfTheRoute() {
        assertThat(OperatorRequests.answer(throughApi("get-pear", Map.of("group", "1"))))
                .isEqualTo(Json.tree(Map.of("query", "get-pear", "group", "1")));
        assertThat(OperatorRequests.answer(throughApi("list-apples", Map.of("group", "2"))))
                .isEqualTo(Json.tree(Map.of("query", "list-apples", "group", "2")));
    }

    @Test
    void answersTheQueryThatACallWithIamNames() {
        assertThat(withIam(Map.of("operation", "get-pear", "group", "1")))
                .isEqualTo(Json.tree(Map.of("query", "get-pear", "group", "1")));
    }

    /** A route says what is called, and the roles of its callers are checked: no body may name another query. */
    @Test
    void takesNoQueryFromTheBodyOfARequest() {
        JsonNode answer =
                OperatorRequests.answer(throughApi("list-apples", Map.of("operation", "get-pear", "group", "1")));

        assertThat(OperatorRequests.typeOf(answer)).isEqualTo("invalid-request");
        assertThat(answer.path("detail").asText()).contains("\"operation\" is not known");
    }

    @Test
    void recordsACallUnderTheNameOfItsQuery() {
        throughApi("get-pear", Map.of("group", "1"));
        withIam(Map.of("operation", "list-apples", "by", "Ada", "group", "1"));

        assertThat(calls()).extracting(CallRecord::function).containsExactlyInAnyOrder("get-pear", "list-apples");
        assertThat(calls()).extracting(CallRecord::outcome).containsOnly(CallRecord.DONE);
        assertThat(calls()).extracting(CallRecord::about).containsOnly(Map.of("group", "1"));
    }

    @Test
    void refusesACallOfNoQueryAndRecordsIt() {
        JsonNode misspelled = withIam(Map.of("operation", "list-aples", "by", "Ada", "group", "1"));

        assertThat(OperatorRequests.typeOf(misspelled)).isEqualTo("unknown-operation");
        assertThat(misspelled.path("detail").asText()).isEqualTo("The operation is none of get-pear, list-apples.");
        assertThat(OperatorRequests.typeOf(withIam(Map.of("group", "1")))).isEqualTo("unknown-operation");
        assertThat(OperatorRequests.typeOf(OperatorRequests.answer(throughApi("steer-job", Map.of()))))
                .isEqualTo("unknown-operation");
        assertThat(calls())
                .hasSize(3)
                .extracting(CallRecord::function, CallRecord::outcome)
                .containsOnly(tuple("inform-operators", "unknown-operation"));
    }

    @Test
    void refusesWhatIsNoObject() {
        assertThat(OperatorRequests.typeOf(function.handle(new OperatorCall(Json.read("\"get-pear\"")))))
                .isEqualTo("invalid-request");
    }

    /** Jackson keeps the last of two: what the call means is not known. */
    @Test
    void refusesACallThatNamesTwoQueries() {
        JsonNode root = Json.tree(Map.of("operation", "get-pear", "group", "1"));

        JsonNode answer = function.handle(new OperatorCall(root, List.of("operation")));

        assertThat(answer.path("detail").asText()).isEqualTo("The call has operation twice.");
    }

    @Test
    void asksEveryCallerForARole() {
        OperatorCall call = OperatorRequests.by(SampleOperators.named("Ada"), Set.of(), NOW, Map.of());

        assertThat(OperatorRequests.typeOf(
                        OperatorRequests.answer(function.handle(OperatorRequests.at("steer-job", call)))))
                .isEqualTo("role-missing");
    }

    private JsonNode throughApi(String operation, Map<String, ?> body) {
        return function.handle(OperatorRequests.at(
                operation, OperatorRequests.by(SampleOperators.named("Vera"), EnumSet.of(Role.VIEWER), NOW, body)));
    }

    private JsonNode withIam(Map<String, ?> call) {
        return function.handle(new OperatorCall(Json.tree(call)));
    }

    private List<CallRecord> calls() {
        return records.all().toList();
    }
}
