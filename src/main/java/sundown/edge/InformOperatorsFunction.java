package sundown.edge;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.arc.All;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.operator.Access;

/**
 * Answers the operators' calls that only read. The path of a call names its query; a call with IAM has the name in its
 * field {@code operation}, beside the fields of the query. A call is recorded under the name of its query.
 */
@Singleton
public final class InformOperatorsFunction {
    private final OperatorEdge edge;
    private final Map<String, OperatorQuery> queries;
    private final OperatorForm ofNoQuery;

    InformOperatorsFunction(OperatorEdge edge, @All List<OperatorQuery> queries) {
        this.edge = edge;
        this.queries = new TreeMap<>(
                queries.stream().collect(Collectors.toMap(query -> query.form().function(), Function.identity())));
        this.ofNoQuery = OperatorForm.of("inform-operators", Access.reading(), fields(queries));
    }

    /** The fields that a call may have whose query is not known: it may be misspelled. */
    private static String[] fields(List<OperatorQuery> queries) {
        return Stream.concat(
                        Stream.of(OperatorCall.OPERATION),
                        queries.stream().flatMap(query -> query.form().fields().names().stream()))
                .distinct()
                .toArray(String[]::new);
    }

    /** Answers as the query does. */
    @Funq("inform-operators")
    public JsonNode handle(OperatorCall call) {
        return Optional.ofNullable(queries.get(call.operation()))
                .map(query -> edge.audited(query.form(), call.withoutOperation(), query::answer))
                .orElseGet(() -> edge.audited(ofNoQuery, call, _ -> {
                    throw unknown();
                }));
    }

    private Problem unknown() {
        return Problem.of(
                "unknown-operation",
                400,
                "There is no such operation.",
                "The operation is none of " + String.join(", ", queries.keySet()) + ".");
    }
}
