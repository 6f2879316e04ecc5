package sundown.local.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import sundown.local.http.Json;
import sundown.local.http.Reply;

/**
 * Reads what a function returns as an HTTP response, in payload format 2.0: an object with a {@code statusCode} is the
 * response; any other JSON is the body of a 200.
 */
final class FunctionResponse {
    private FunctionResponse() {}

    /** The response, or nothing when the function returned what API Gateway cannot use. */
    static Optional<Reply> read(String payload) {
        try {
            JsonNode returned = Json.MAPPER.readTree(payload);
            return returned.has("statusCode") ? structured(returned) : Optional.of(inferred(returned, payload));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            // No JSON, or a body that is said to be Base64 and is not: the caller answers as API Gateway does.
            return Optional.empty();
        }
    }

    private static Reply inferred(JsonNode returned, String payload) {
        String body = returned.isTextual() ? returned.textValue() : payload;
        return Reply.text(200, "application/json", body);
    }

    private static Optional<Reply> structured(JsonNode returned) {
        int status = returned.path("statusCode").asInt();
        if (status < 200 || status > 599) {
            return Optional.empty();
        }
        return Optional.of(Reply.bytes(status, body(returned)).with(headers(returned)));
    }

    private static Map<String, List<String>> headers(JsonNode returned) {
        Map<String, List<String>> headers = new TreeMap<>();
        headers.put("content-type", List.of("text/plain; charset=utf-8"));
        returned.path("headers")
                .properties()
                .forEach(header -> headers.put(
                        header.getKey().toLowerCase(Locale.ROOT),
                        List.of(header.getValue().asText())));
        List<String> cookies = new ArrayList<>();
        returned.path("cookies").forEach(cookie -> cookies.add(cookie.asText()));
        if (!cookies.isEmpty()) {
            headers.put("set-cookie", cookies);
        }
        return headers;
    }

    private static byte[] body(JsonNode returned) {
        String body =
                returned.path("body").isNull() ? "" : returned.path("body").asText("");
        return returned.path("isBase64Encoded").asBoolean()
                ? Base64.getDecoder().decode(body)
                : body.getBytes(StandardCharsets.UTF_8);
    }
}
