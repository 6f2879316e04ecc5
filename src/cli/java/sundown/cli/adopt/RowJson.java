package sundown.cli.adopt;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Rows in DynamoDB JSON, one a line: {@code {"Item":{"userId":{"S":"u1"},"bytes":{"N":"7"}}}}, with attributes in the
 * order of their names. Rows have texts and numbers alone.
 */
final class RowJson {
    static final String ITEM = "Item";

    /** In a line of a delta: the row of the import before. */
    static final String WAS = "Was";

    private static final JsonFactory JSON = new JsonFactory();
    private static final ObjectMapper TREES = new ObjectMapper();

    private RowJson() {}

    static String write(Map<String, AttributeValue> row) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeObjectFieldStart(ITEM);
            for (Map.Entry<String, AttributeValue> attribute : new TreeMap<>(row).entrySet()) {
                AttributeValue value = attribute.getValue();
                json.writeObjectFieldStart(attribute.getKey());
                json.writeStringField(value.type().name(), value.s() == null ? value.n() : value.s());
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return line.toString();
    }

    /** A line of a delta: what a row was, and what it is; one of them is empty when it was added or removed. */
    static String change(String was, String is) {
        if (was.isEmpty()) {
            return is;
        }
        String before = "{\"" + WAS + "\"" + was.substring(was.indexOf(':'));
        return is.isEmpty() ? before : before.substring(0, before.length() - 1) + "," + is.substring(1);
    }

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

    /** A row by a line of a table's file. */
    static Row row(Table table, String line) {
        JsonNode item = tree(line).path(ITEM);
        return new Row(
                text(item, table.partition()),
                table.sort().map(name -> text(item, name)).orElse(""),
                item.at("/bytes/N").asLong(),
                line);
    }

    /** The text of an attribute. */
    static String text(JsonNode row, String name) {
        return row.path(name).path("S").asText();
    }
}
