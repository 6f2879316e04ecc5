package sundown.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sundown.edge.OperatorOperations.Operation;

/** Each operation of operators refuses what it does not know, before it begins. */
@Tag("thorough")
class OperatorFormsTest {
    private static final int OPERATIONS = 26;

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
    void refuseAnUnknownFieldAndNameTheNearest(Operation operation) {
        assertThat(refusal(operation, call("zebra"))).contains("\"zebra\" is not known");
        for (String field : operation.form().fields().names()) {
            assertThat(refusal(operation, call(field + "s"))).contains("did you mean \"" + field + "\"?");
            assertThat(refusal(operation, call(field.toUpperCase(Locale.ROOT))))
                    .contains("did you mean \"" + field + "\"?");
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void refuseAFieldThatIsThereTwice(Operation operation) {
        OperatorCall twice = new OperatorCall(Json.tree(Map.of()), List.of("by"));
        assertThat(refusal(operation, twice)).isEqualTo("The call has by twice.");
    }

    private static OperatorCall call(String field) {
        return new OperatorCall(Json.tree(Map.of(field, true)));
    }

    private static String refusal(Operation operation, OperatorCall call) {
        JsonNode problem = operation.answer(call, Clock.systemUTC());
        assertThat(problem.path("type").textValue()).endsWith(":invalid-request");
        return problem.path("detail").textValue();
    }
}
