package sundown.local.gateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;
import sundown.aws.dynamodb.AttributeJson;
import sundown.local.clock.MovableClock;
import sundown.local.http.Json;

/**
 * The event that a function gets for changes of a table.
 *
 * @param stream the stream's ARN
 * @param clock the functions' clock; a stream does not know that it was moved
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html">Using Lambda with Amazon DynamoDB</a>
 */
record StreamEvent(String stream, MovableClock clock) {
    private static final JsonNodeFactory NODES = Json.MAPPER.getNodeFactory();

    /** The record of a change as the function gets it, at the time that the functions' clock shows. */
    ObjectNode entry(Record change) {
        ObjectNode entry = NODES.objectNode()
                .put("eventID", change.eventID())
                .put("eventName", change.eventNameAsString())
                .put("eventVersion", change.eventVersion())
                .put("eventSource", change.eventSource())
                .put("awsRegion", change.awsRegion());
        entry.set("dynamodb", images(change.dynamodb()));
        return entry.put("eventSourceARN", stream);
    }

    String of(List<ObjectNode> batch) {
        ObjectNode event = NODES.objectNode();
        event.putArray("Records").addAll(batch);
        return event.toString();
    }

    private ObjectNode images(StreamRecord change) {
        ObjectNode images = NODES.objectNode()
                .put(
                        "ApproximateCreationDateTime",
                        change.approximateCreationDateTime()
                                .plus(clock.offset())
                                .getEpochSecond());
        put(images, "Keys", change.keys());
        put(images, "NewImage", change.newImage());
        put(images, "OldImage", change.oldImage());
        return images.put("SequenceNumber", change.sequenceNumber())
                .put("SizeBytes", change.sizeBytes())
                .put("StreamViewType", change.streamViewTypeAsString());
    }

    /** Some clouds send an empty image where there is none. */
    private static void put(ObjectNode images, String name, Map<String, AttributeValue> image) {
        if (!image.isEmpty()) {
            images.set(name, AttributeJson.write(image));
        }
    }
}
