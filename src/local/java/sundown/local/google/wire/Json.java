package sundown.local.google.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.grpc.Status.Code;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reads and writes the JSON of Google's APIs. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    /** The JSON text of maps, lists and records. */
    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Maps, lists and records as a tree. */
    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /**
     * The body of a request; an empty body is an empty object.
     *
     * @throws GoogleProblem INVALID_ARGUMENT, as Google answers what is not JSON
     */
    public static JsonNode read(InputStream body) throws IOException {
        try {
            JsonNode node = MAPPER.readTree(body);
            return node.isMissingNode() ? MAPPER.createObjectNode() : node;
        } catch (JsonProcessingException e) {
            throw GoogleProblem.of(Code.INVALID_ARGUMENT, "Invalid JSON payload received. " + e.getOriginalMessage());
        }
    }

    /**
     * The body of a request as a value.
     *
     * @throws GoogleProblem INVALID_ARGUMENT if the body is not such a value
     */
    public static <T> T read(InputStream body, Class<T> type) throws IOException {
        try {
            return MAPPER.readValue(body, type);
        } catch (JsonProcessingException e) {
            throw GoogleProblem.of(Code.INVALID_ARGUMENT, "Invalid JSON payload received. " + e.getOriginalMessage());
        }
    }
}
