package sundown.aws.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Attributes in the JSON of DynamoDB, as stream records, imports, and compressed attributes have them: {@code {"name":
 * {"S": "value"}}}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html">AttributeValue</a>
 */
public final class AttributeJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private AttributeJson() {}

    /**
     * Reads a row.
     *
     * @throws IllegalArgumentException when it is not a row
     */
    public static Map<String, AttributeValue> read(JsonNode row) {
        Map<String, AttributeValue> attributes = new HashMap<>();
        row.properties().forEach(attribute -> attributes.put(attribute.getKey(), value(attribute.getValue())));
        return attributes;
    }

    /** Reads the value of one attribute. */
    static AttributeValue value(JsonNode typed) {
        if (typed.size() != 1 || !typed.isObject()) {
            throw new IllegalArgumentException("an attribute has not one type");
        }
        Entry<String, JsonNode> only = typed.properties().iterator().next();
        JsonNode value = only.getValue();
        return switch (only.getKey()) {
            case "S" -> AttributeValue.fromS(text(value));
            case "N" -> AttributeValue.fromN(text(value));
            case "BOOL" -> AttributeValue.fromBool(value.asBoolean());
            case "NULL" -> AttributeValue.fromNul(value.asBoolean());
            case "B" -> AttributeValue.fromB(bytes(value));
            case "L" ->
                AttributeValue.fromL(elements(value).map(AttributeJson::value).toList());
            case "M" -> AttributeValue.fromM(read(value));
            case "SS" -> AttributeValue.fromSs(texts(value));
            case "NS" -> AttributeValue.fromNs(texts(value));
            case "BS" ->
                AttributeValue.fromBs(elements(value).map(AttributeJson::bytes).toList());
            default -> throw new IllegalArgumentException("an attribute is of an unknown type");
        };
    }

    private static String text(JsonNode value) {
        if (!value.isTextual()) {
            throw new IllegalArgumentException("an attribute is no text");
        }
        return value.textValue();
    }

    private static SdkBytes bytes(JsonNode value) {
        return SdkBytes.fromByteArrayUnsafe(Base64.getDecoder().decode(text(value)));
    }

    private static List<String> texts(JsonNode values) {
        return elements(values).map(AttributeJson::text).toList();
    }

    private static Stream<JsonNode> elements(JsonNode values) {
        return values.valueStream();
    }

    /** Writes attributes, in the order of their names. */
    public static ObjectNode write(Map<String, AttributeValue> attributes) {
        ObjectNode row = NODES.objectNode();
        new TreeMap<>(attributes).forEach((name, value) -> row.set(name, write(value)));
        return row;
    }

    /** Writes the value of one attribute. */
    static ObjectNode write(AttributeValue value) {
        ObjectNode typed = NODES.objectNode();
        switch (value.type()) {
            case S -> typed.put("S", value.s());
            case N -> typed.put("N", value.n());
            case B -> typed.put("B", base64(value.b()));
            case BOOL -> typed.put("BOOL", value.bool());
            case NUL -> typed.put("NULL", value.nul());
            case M -> typed.set("M", write(value.m()));
            case L -> value.l().stream().map(AttributeJson::write).forEach(typed.putArray("L")::add);
            case SS -> value.ss().forEach(typed.putArray("SS")::add);
            case NS -> value.ns().forEach(typed.putArray("NS")::add);
            case BS -> value.bs().stream().map(AttributeJson::base64).forEach(typed.putArray("BS")::add);
            case UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException("an attribute is of an unknown type");
        }
        return typed;
    }

    private static String base64(SdkBytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe());
    }
}
