package sundown.edge;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** JSON of bodies and messages. Absent values are left out. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .withCoercionConfig(
                    LogicalType.Textual,
                    text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    private Json() {}

    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException("a view cannot be written", unwritable);
        }
    }

    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /**
     * Reads a document.
     *
     * @throws IllegalArgumentException when it is not JSON, or an object has a name twice; the message contains nothing
     *     of the text
     */
    public static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException("not JSON" + place(notJson));
        }
    }

    /**
     * Reads a record.
     *
     * @throws IllegalArgumentException when it is not one; the message names the wrong part, and nothing of its content
     */
    public static <T> T read(String text, Class<T> type) {
        JsonNode root = read(text);
        if (!root.isObject()) {
            throw new IllegalArgumentException("not an object");
        }
        try {
            return MAPPER.treeToValue(root, type);
        } catch (JsonProcessingException invalid) {
            throw new IllegalArgumentException(wrongPart(invalid));
        }
    }

    /** Jackson's own messages quote the text; those of our records do not. */
    private static String wrongPart(JsonProcessingException invalid) {
        if (invalid.getCause() instanceof IllegalArgumentException own) {
            return own.getMessage();
        }
        return invalid instanceof JsonMappingException at && !at.getPath().isEmpty()
                ? at.getPath().getLast().getFieldName() + " is missing or not valid"
                : "a part is missing or not valid";
    }

    /**
     * A required text of an object.
     *
     * @throws IllegalArgumentException when it is missing or not a text
     */
    public static String text(JsonNode object, String field) {
        JsonNode value = object.path(field);
        if (!value.isTextual()) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return value.textValue();
    }

    /**
     * A required instant (ISO 8601) of an object.
     *
     * @throws IllegalArgumentException when it is missing or not an instant
     */
    public static Instant instant(JsonNode object, String field) {
        try {
            return Instant.parse(text(object, field));
        } catch (DateTimeException invalid) {
            throw new IllegalArgumentException(field + " is not an instant", invalid);
        }
    }

    /** Jackson gives no place when a text exceeds one of its own limits, the depth of nesting for example. */
    private static String place(JsonProcessingException notJson) {
        return Optional.ofNullable(notJson.getLocation())
                .map(location -> " at line " + location.getLineNr())
                .orElse("");
    }
}
