package sundown.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import sundown.operator.Access.Role;
import sundown.operator.CallRecords;
import sundown.operator.InMemoryCallRecords;
import sundown.operator.InMemoryTokens;
import sundown.operator.Operator;
import sundown.operator.SampleOperators;

/** Calls of the operators' API, as API Gateway hands them to a function, and the edge that takes them. */
public final class OperatorRequests {
    /** No two requests have the same id. */
    private static final AtomicLong REQUESTS = new AtomicLong();

    private OperatorRequests() {}

    /** The edge of functions over ports in memory. */
    public static OperatorEdge edge(Clock clock) {
        return edge(new InMemoryCallRecords(), clock);
    }

    /** The same over this audit table. */
    public static OperatorEdge edge(CallRecords records, Clock clock) {
        return new OperatorEdge(new InMemoryTokens(clock), SampleOperators.SETTINGS, records, new Random(1), clock);
    }

    /** What a query answers to a call, through an edge over ports in memory. */
    public static <C> JsonNode ask(OperatorQuery<C> query, OperatorCall call, Clock clock) {
        return edge(clock).audited(query.form(), call, (asked, _) -> query.answer(asked));
    }

    /** The call of somebody with every role who has just signed in. */
    public static OperatorCall by(Operator operator, Instant now, Map<String, ?> body) {
        return with(SampleOperators.claims(operator, EnumSet.allOf(Role.class), now), body);
    }

    /** The call of the operator that {@code by} names, as a call with IAM does. */
    public static OperatorCall signed(Map<String, ?> call, Instant now) {
        Map<String, Object> body = new LinkedHashMap<>(call);
        return by(SampleOperators.named(body.remove("by").toString()), now, body);
    }

    /** The same of an object that is JSON already. */
    public static OperatorCall signed(JsonNode call, Instant now) {
        Map<String, Object> fields = new LinkedHashMap<>();
        call.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        fields.computeIfPresent("by", (_, by) -> ((JsonNode) by).asText());
        return signed(fields, now);
    }

    /** The call of somebody with these roles who has just signed in. */
    public static OperatorCall by(Operator operator, Set<Role> roles, Instant now, Map<String, ?> body) {
        return with(SampleOperators.claims(operator, roles, now), body);
    }

    /** The call with a token with these claims. */
    public static OperatorCall with(Map<String, ?> claims, Map<String, ?> body) {
        return event(claims, InMemoryTokens.sign(claims), Json.write(body));
    }

    /**
     * An event.
     *
     * @param claims what API Gateway says of the token
     * @param token in the header
     */
    public static OperatorCall event(Map<String, ?> claims, String token, String body) {
        Map<String, Object> context = Map.of(
                "http", Map.of("method", "POST"),
                "requestId", "JKJaXmPLvHcESHA=" + REQUESTS.incrementAndGet(),
                "authorizer", Map.of("jwt", Map.of("claims", asText(claims))));
        return new OperatorCall(Json.tree(Map.of(
                "version",
                "2.0",
                "headers",
                Map.of("authorization", "Bearer " + token),
                "requestContext",
                context,
                "body",
                body,
                "isBase64Encoded",
                false)));
    }

    /** The same call of an operation: its path names it, or its field, where it has none. */
    public static OperatorCall at(String operation, OperatorCall call) {
        ObjectNode named = call.root().deepCopy();
        ObjectNode names = named.has("requestContext") ? named.withObject("/pathParameters") : named;
        names.put("operation", operation);
        return new OperatorCall(named, call.repeated());
    }

    /** The same event under an id that does not depend on what else runs. */
    public static OperatorCall numbered(long number, OperatorCall call) {
        ObjectNode event = call.root().deepCopy();
        event.withObject("/requestContext").put("requestId", "call-" + number);
        return new OperatorCall(event);
    }

    /** API Gateway hands every claim on as a text. */
    private static Map<String, String> asText(Map<String, ?> claims) {
        Map<String, String> texts = new LinkedHashMap<>();
        claims.forEach((name, value) -> texts.put(
                name,
                value instanceof List<?> list
                        ? list.stream().map(Object::toString).collect(Collectors.joining(" ", "[", "]"))
                        : value.toString()));
        return texts;
    }

    /** What a function answered: its answer, or the problem. */
    public static JsonNode answer(JsonNode response) {
        return Json.read(response.path("body").asText());
    }

    /** The code of a problem. */
    public static String typeOf(JsonNode problem) {
        String type = problem.path("type").asText();
        return type.substring(type.lastIndexOf(':') + 1);
    }
}
