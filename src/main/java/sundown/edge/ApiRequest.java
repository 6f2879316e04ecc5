package sundown.edge;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The part of an API Gateway HTTP API event (payload format 2.0) that Sundown reads. Every member may be absent,
 * because the event comes from outside.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">
 *     payload format</a>
 */
@RegisterForReflection
public record ApiRequest(
        String routeKey,
        Map<String, String> headers,
        Map<String, String> queryStringParameters,
        Map<String, String> pathParameters,
        Context requestContext,
        String body,
        boolean isBase64Encoded) {
    /** The largest valid body has a fraction of it. */
    static final int BODY_CHARACTERS_MAX = 16_384;

    /** The part that API Gateway adds. */
    @RegisterForReflection
    public record Context(String requestId, Authorizer authorizer) {}

    /** The token that the authorizer verified. */
    @RegisterForReflection
    public record Authorizer(Jwt jwt) {}

    /** The claims of the verified token. */
    @RegisterForReflection
    public record Jwt(Map<String, String> claims, List<String> scopes) {}

    /** The id of this request in API Gateway's log. */
    public Optional<String> requestId() {
        return Optional.ofNullable(requestContext).map(Context::requestId);
    }

    public Optional<String> query(String name) {
        return Optional.ofNullable(queryStringParameters).map(parameters -> parameters.get(name));
    }

    public Optional<String> path(String name) {
        return Optional.ofNullable(pathParameters).map(parameters -> parameters.get(name));
    }

    /** A header, by its name in lower case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers).map(all -> all.get(name));
    }

    /** The claims of the verified token; empty on a public route. */
    public Map<String, String> claims() {
        return Optional.ofNullable(requestContext)
                .map(Context::authorizer)
                .map(Authorizer::jwt)
                .map(Jwt::claims)
                .orElse(Map.of());
    }

    /**
     * The body, read as the record of a call.
     *
     * @throws Problem if the body is too large, not a JSON object, or not such a call
     */
    public <C> C body(Class<C> call) {
        return read(json(), call);
    }

    /**
     * The JSON object in the body; an empty one if there is no body.
     *
     * @throws Problem if it is too large, or not a JSON object
     */
    JsonNode json() {
        String text = text().orElse("{}");
        if (text.length() > BODY_CHARACTERS_MAX) {
            throw Problem.of(
                    ProblemType.REQUEST_TOO_LARGE, "A body may have at most " + BODY_CHARACTERS_MAX + " characters.");
        }
        try {
            JsonNode root = Json.read(text);
            if (!root.isObject()) {
                throw Problem.invalidRequest("The body is not a JSON object.");
            }
            requireWhole("body", root);
            return root;
        } catch (IllegalArgumentException notJson) {
            throw Problem.invalidRequest("The body is " + notJson.getMessage() + ".");
        }
    }

    /**
     * Returns what a call asks for.
     *
     * @throws Problem if the record refuses the object; it tells the app's developer which part is wrong
     */
    static <C> C read(JsonNode root, Class<C> call) {
        try {
            return Json.readCall(root, call);
        } catch (WrongPart wrong) {
            throw Problem.wrongPart(wrong);
        }
    }

    /** Half of a character, an escape of one surrogate alone, cannot be sent on, stored, or answered. */
    static void requireWhole(String name, JsonNode root) {
        if (root.toString().codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE)) {
            throw Problem.invalidRequest("The " + name + " has half of a character, a surrogate without its pair.");
        }
    }

    /**
     * The body as text; nothing when it is blank.
     *
     * @throws Problem when it claims to be Base64 and is not
     */
    public Optional<String> text() {
        if (body == null || body.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(isBase64Encoded ? decoded() : body);
    }

    private String decoded() {
        try {
            return new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            throw Problem.invalidRequest("The body cannot be decoded.");
        }
    }

    @Override
    public String toString() {
        return "ApiRequest[" + routeKey + "]";
    }
}
