package sundown.cli.adopt;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A row as an import writes it, in the JSON form of DynamoDB. */
public final class WrittenRow {
    private WrittenRow() {}

    /** The attributes of a row; none where a line has no such row. */
    public static Map<String, AttributeValue> attributes(JsonNode row) {
        Map<String, AttributeValue> attributes = new HashMap<>();
        row.properties().forEach(attribute -> attributes.put(attribute.getKey(), value(attribute.getValue())));
        return attributes;
    }

    private static AttributeValue value(JsonNode typed) {
        Map.Entry<String, JsonNode> only = typed.properties().iterator().next();
        JsonNode value = only.getValue();
        return switch (only.getKey()) {
            case "S" -> AttributeValue.fromS(value.asText());
            case "N" -> AttributeValue.fromN(value.asText());
            case "BOOL" -> AttributeValue.fromBool(value.booleanValue());
            case "SS" ->
                AttributeValue.fromSs(StreamSupport.stream(value.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList());
            default -> throw new IllegalArgumentException("no row has a " + only.getKey());
        };
    }
}
