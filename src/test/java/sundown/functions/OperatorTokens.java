package sundown.functions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sundown.edge.Json;
import sundown.edge.OperatorRequests;
import sundown.local.identity.LocalIdentity;
import sundown.operator.Access.Role;
import sundown.operator.Operator;
import sundown.operator.SampleOperators;

/** The operators' sign-in of all installations, and requests of those who signed in there. */
final class OperatorTokens {
    static final String AUDIENCE = "sundown-operators";

    private static final LocalIdentity IDENTITY = new LocalIdentity(AUDIENCE, "openid", Clock.systemUTC());

    /** Where functions find its keys. */
    static final String ISSUER = IDENTITY.issuer().toString();

    /** As the template names them. */
    private static final List<String> ROLES =
            Arrays.stream(Role.values()).map(role -> "sundown-" + role.word()).toList();

    private OperatorTokens() {}

    /** A token of somebody with every role who has just signed in, with more claims, or with others. */
    static String of(Operator operator, Map<String, ?> more) {
        Map<String, Object> claims = new LinkedHashMap<>(claims(operator));
        claims.putAll(more);
        return IDENTITY.accessToken(operator.subject().orElseThrow(), claims);
    }

    /** What API Gateway hands on of such a token, as far as functions read it. */
    static Map<String, Object> claims(Operator operator) {
        return Map.of("sub", operator.subject().orElseThrow(), "name", operator.name(), "cognito:groups", ROLES);
    }

    /** The event of a call of an operation through the API by whom its field {@code by} names. */
    static Event request(String operation, Event call) {
        return new Event((ObjectNode) Json.read(request(operation, call.json()).orElseThrow()));
    }

    /** The event of a call by whom its field {@code by} names; nothing where it names nobody. */
    static Optional<String> request(String operation, String call) {
        return object(call)
                .flatMap(body -> Optional.ofNullable(body.path("by").textValue())
                        .filter(name -> !name.isBlank() && Operator.isSubject("op-" + encoded(name)))
                        .map(name -> request(
                                operation, SampleOperators.named(name), body.without(List.of("by", "operation")))));
    }

    private static String request(String operation, Operator by, JsonNode body) {
        return OperatorRequests.at(operation, OperatorRequests.event(claims(by), of(by, Map.of()), body.toString()))
                .root()
                .toString();
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8);
    }

    private static Optional<ObjectNode> object(String call) {
        try {
            return Json.read(call) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (IllegalArgumentException notJson) {
            return Optional.empty();
        }
    }
}
