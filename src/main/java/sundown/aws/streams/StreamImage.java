package sundown.aws.streams;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A row in the JSON of a stream record: {@code {"name": {"S": "value"}}}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html">AttributeValue</a>
 */
final class StreamImage {
    private StreamImage() {}

    /**
     * Reads a row.
     *
     * @throws IllegalArgumentException when it is not a row
     */
    static Map<String, AttributeValue> read(JsonNode row) {
        Map<String, AttributeValue> attributes = new HashMap<>();
        row.properties().forEach(attribute -> attributes.put(attribute.getKey(), value(attribute.getValue())));
        return attributes;
    }

    private static AttributeValue value(JsonNode typed) {
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
                AttributeValue.fromL(elements(value).map(StreamImage::value).toList());
            case "M" -> AttributeValue.fromM(read(value));
            case "SS" -> AttributeValue.fromSs(texts(value));
            case "NS" -> AttributeValue.fromNs(texts(value));
            case "BS" ->
                AttributeValue.fromBs(elements(value).map(StreamImage::bytes).toList());
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
        return elements(values).map(StreamImage::text).toList();
    }

    private static Stream<JsonNode> elements(JsonNode values) {
        return values.valueStream();
    }
}
