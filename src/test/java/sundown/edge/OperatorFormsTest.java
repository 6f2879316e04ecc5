package sundown.edge;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.RecordComponent;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sundown.edge.OperatorOperations.Operation;
import sundown.timeline.PublishedTimeline;
import sundown.timeline.TimelineDocument;

/** Each operation of operators refuses what it does not know, before it begins. */
@Tag("thorough")
class OperatorFormsTest {
    private static final int OPERATIONS = 26;

    /** The least that a call says. */
    private static final Map<String, Map<String, Object>> NEEDED = Map.ofEntries(
            entry("abort-purge", Map.of("group", "1", "reason", "why")),
            entry("allow-purges", Map.of("reason", "why")),
            entry("approve-purge", Map.of("group", "1", "manifestHash", "a".repeat(64))),
            entry("certify-purge", Map.of("group", "1")),
            entry("close-group", Map.of("group", "1")),
            entry("get-document", Map.of("list", "readiness/")),
            entry("hold-account", Map.of("userId", "u1", "group", "1", "reason", "why")),
            entry("list-cancellations", Map.of("state", "DUE")),
            entry("list-refunds", Map.of("state", "MANUAL", "allGroups", true)),
            entry("look-up-user", Map.of("userId", "u1")),
            entry("plan-purge", Map.of("group", "1")),
            entry(
                    "publish-timeline",
                    Map.of("timeline", TimelineDocument.write(PublishedTimeline.read()), "reason", "why")),
            entry("reconcile-refunds", Map.of("charges", List.of())),
            entry("redrive-queue", Map.of("queue", "refunds", "reason", "why")),
            entry("release-hold", Map.of("userId", "u1", "group", "1", "reason", "why")),
            entry("resend-refund", Map.of("userId", "u1", "reason", "why")),
            entry("resolve-refund", Map.of("userId", "u1", "chargeId", "ch_1", "note", "paid")),
            entry("steer-job", Map.of("job", "memberships-1")),
            entry("stop-purges", Map.of("reason", "why")));

    static Stream<Operation> operations() {
        return OperatorOperations.all();
    }

    @Test
    void areAllHere() {
        assertThat(operations()).hasSize(OPERATIONS);
    }

    /** The architecture's test checks that functions are exported under this name, too. */
    @ParameterizedTest
    @MethodSource("operations")
    void haveTheNameOfTheirClass(Operation operation) {
        assertThat(operation.type().getSimpleName().replaceFirst("Function$", ""))
                .isEqualTo(camelCase(operation.name()));
    }

    private static String camelCase(String kebabCase) {
        StringBuilder name = new StringBuilder();
        for (String word : kebabCase.split("-", -1)) {
            name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
        }
        return name.toString();
    }

    /** The function of all queries has a role that only reads. */
    @ParameterizedTest
    @MethodSource("operations")
    void onlyReadWhereTheyAreQueries(Operation operation) {
        if (operation.isQuery()) {
            assertThat(operation.form().access().reads()).isTrue();
            assertThat(operation.form().lesser()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void refuseAnUnknownFieldAndNameTheirFields(Operation operation) {
        List<String> fields = Stream.of(operation.form().call().getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
        String known = fields.isEmpty() ? "there are no fields" : "the fields are " + String.join(", ", fields);
        assertThat(refusal(operation, call(operation, "zebra")))
                .isEqualTo("In the body, \"zebra\" is not known: " + known + ".");
        for (String field : fields) {
            String other = field.toUpperCase(Locale.ROOT);
            assertThat(refusal(operation, call(operation, other)))
                    .isEqualTo("In the body, \"" + other + "\" is not known: " + known + ".");
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void refuseACallWithoutWhatTheyNeed(Operation operation) {
        NEEDED.getOrDefault(operation.name(), Map.of()).keySet().forEach(field -> {
            Map<String, Object> call = new HashMap<>(NEEDED.get(operation.name()));
            call.remove(field);
            assertThat(refusal(operation, new OperatorCall(Json.tree(call)))).isNotBlank();
        });
    }

    @ParameterizedTest
    @MethodSource("operations")
    void refuseAFieldThatIsThereTwice(Operation operation) {
        OperatorCall twice = new OperatorCall(Json.tree(Map.of()), List.of("by"));
        assertThat(refusal(operation, twice)).isEqualTo("The call has by twice.");
    }

    private static OperatorCall call(Operation operation, String field) {
        Map<String, Object> call = new HashMap<>(NEEDED.getOrDefault(operation.name(), Map.of()));
        call.put(field, true);
        return new OperatorCall(Json.tree(call));
    }

    private static String refusal(Operation operation, OperatorCall call) {
        JsonNode problem = operation.answer(call, Clock.systemUTC());
        assertThat(problem.path("type").textValue()).endsWith(":invalid-request");
        return problem.path("detail").textValue();
    }
}
