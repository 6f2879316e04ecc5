package sundown.edge;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.arc.All;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import sundown.operator.Access;

/**
 * Answers the operators' calls that only read. The path of a call names its query; a call with IAM has the name in its
 * field {@code operation}, beside the fields of the query. A call is recorded under the name of its query.
 */
@Singleton
public final class InformOperatorsFunction {
    private static final OperatorForm<JsonNode> NO_QUERY =
            OperatorForm.of("inform-operators", Access.reading(), JsonNode.class);

    private final OperatorEdge edge;
    private final Map<String, OperatorQuery<?>> queries;

    InformOperatorsFunction(OperatorEdge edge, @All List<OperatorQuery<?>> queries) {
        this.edge = edge;
        this.queries = new TreeMap<>(
                queries.stream().collect(Collectors.toMap(query -> query.form().function(), Function.identity())));
    }

    /** Answers as the query does. */
    @Funq("inform-operators")
    public JsonNode handle(OperatorCall call) {
        OperatorQuery<?> query = queries.get(call.operation());
        return query == null
                ? edge.audited(NO_QUERY, call, (_, _) -> {
                    throw unknown();
                })
                : answer(query, call);
    }

    private <C> JsonNode answer(OperatorQuery<C> query, OperatorCall call) {
        return edge.audited(query.form(), call.withoutOperation(), (asked, _) -> query.answer(asked));
    }

    private Problem unknown() {
        return Problem.of(
                ProblemType.UNKNOWN_OPERATION, "The operation is none of " + String.join(", ", queries.keySet()) + ".");
    }
}
