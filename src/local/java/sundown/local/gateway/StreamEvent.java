package sundown.local.gateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;
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
            images.set(name, json(image));
        }
    }

    private static ObjectNode json(Map<String, AttributeValue> attributes) {
        ObjectNode node = NODES.objectNode();
        attributes.forEach((name, value) -> node.set(name, json(value)));
        return node;
    }

    private static ObjectNode json(AttributeValue value) {
        ObjectNode typed = NODES.objectNode();
        switch (value.type()) {
            case S -> typed.put("S", value.s());
            case N -> typed.put("N", value.n());
            case B -> typed.put("B", base64(value.b()));
            case BOOL -> typed.put("BOOL", value.bool());
            case NUL -> typed.put("NULL", value.nul());
            case M -> typed.set("M", json(value.m()));
            case L -> value.l().stream().map(StreamEvent::json).forEach(typed.putArray("L")::add);
            case SS -> value.ss().forEach(typed.putArray("SS")::add);
            case NS -> value.ns().forEach(typed.putArray("NS")::add);
            case BS -> value.bs().stream().map(StreamEvent::base64).forEach(typed.putArray("BS")::add);
            case UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException("An attribute is of an unknown type");
        }
        return typed;
    }

    private static String base64(SdkBytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe());
    }
}
