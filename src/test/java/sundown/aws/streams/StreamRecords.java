package sundown.aws.streams;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.aws.dynamodb.RowWriter;
import sundown.edge.StreamEvent;
import sundown.notify.SampleEvents;

/** Records of a stream, made from rows as the codecs write them. */
final class StreamRecords {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private StreamRecords() {}

    /** The record as AWS writes it of a row that is new or was another before. */
    static ObjectNode json(String table, Optional<RowWriter> before, RowWriter after) {
        return json(table, before, after.attributes());
    }

    /** The same of a row as DynamoDB has it. */
    static ObjectNode json(String table, Optional<RowWriter> before, Map<String, AttributeValue> after) {
        ObjectNode images = JSON.createObjectNode()
                .put("ApproximateCreationDateTime", SampleEvents.AT.getEpochSecond())
                .put("SequenceNumber", "000000000000000000001");
        images.set("NewImage", image(after));
        before.ifPresent(row -> images.set("OldImage", image(row.attributes())));
        ObjectNode entry = JSON.createObjectNode()
                .put("eventID", "c4ca4238a0b923820dcc509a6f75849b")
                .put("eventName", before.isPresent() ? "MODIFY" : "INSERT")
                .put("eventSourceARN", "arn:aws:dynamodb:eu-west-1:000000000000:table/" + table + "/stream/latest");
        entry.set("dynamodb", images);
        return entry;
    }

    /** The same as a function gets it. */
    static StreamEvent.Change read(JsonNode entry) {
        return JSON.convertValue(
                        JSON.createObjectNode()
                                .set("Records", JSON.createArrayNode().add(entry)),
                        StreamEvent.class)
                .records()
                .getFirst();
    }

    private static ObjectNode image(Map<String, AttributeValue> row) {
        ObjectNode image = JSON.createObjectNode();
        row.forEach((name, value) -> image.set(name, value(value)));
        return image;
    }

    private static JsonNode value(AttributeValue value) {
        ObjectNode typed = JSON.createObjectNode();
        switch (value.type()) {
            case S -> typed.put("S", value.s());
            case N -> typed.put("N", value.n());
            case BOOL -> typed.put("BOOL", value.bool());
            case NS -> value.ns().forEach(typed.withArray("NS")::add);
            case M -> typed.set("M", image(value.m()));
            case L -> value.l().forEach(element -> typed.withArray("L").add(value(element)));
            default -> throw new IllegalArgumentException("no row has " + value.type());
        }
        if (value.hasL() && value.l().isEmpty()) {
            typed.putArray("L");
        }
        return typed;
    }
}
