package sundown.cli.adopt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Rows in DynamoDB JSON, one a line: {@code {"Item":{"userId":{"S":"u1"},"bytes":{"N":"7"}}}}, with attributes in the
 * order of their names. Rows have texts and numbers alone.
 */
final class RowJson {
    static final String ITEM = "Item";

    /** In a line of a delta: the row of the import before. */
    static final String WAS = "Was";

    private static final ObjectMapper TREES = new ObjectMapper();

    private RowJson() {}

    static JsonNode tree(String line) {
        try {
            return TREES.readTree(line);
        } catch (IOException broken) {
            throw new UncheckedIOException("a line is not JSON", broken);
        }
    }

    /** The attributes of a row; none where a line of a delta has no such row. */
    static Map<String, AttributeValue> attributes(JsonNode row) {
        Map<String, AttributeValue> attributes = new HashMap<>();
        row.properties()
                .forEach(attribute -> attributes.put(
                        attribute.getKey(),
                        attribute.getValue().has("S")
                                ? AttributeValue.fromS(
                                        attribute.getValue().get("S").asText())
                                : AttributeValue.fromN(
                                        attribute.getValue().get("N").asText())));
        return attributes;
    }

    /** The text of an attribute. */
    static String text(JsonNode row, String name) {
        return row.path(name).path("S").asText();
    }
}
