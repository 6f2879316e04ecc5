package sundown.local.google.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.grpc.Status.Code;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reads and writes the JSON of Google's APIs. */
public final class Json {
    // The server has still to see the end of a body that has been parsed.
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .build();

    private Json() {}

    /** The JSON text of maps, lists and records. */
    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
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
