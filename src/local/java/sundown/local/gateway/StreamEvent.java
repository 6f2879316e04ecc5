package sundown.local.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import sundown.local.emulators.TableChange;
import sundown.local.lambda.AwsAccount;

/**
 * The event that a function gets for changes of a table.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html">Using Lambda with Amazon DynamoDB</a>
 */
final class StreamEvent {
    private final ObjectMapper json = new ObjectMapper();
    private final AwsAccount account;
    private final String stream;

    StreamEvent(AwsAccount account, String table) {
        this.account = account;
        this.stream = account.arn("dynamodb", "table/" + table + "/stream/latest");
    }

    /** The record of a change, made at a time, to the second, with its place in the stream. */
    ObjectNode entry(TableChange change, long sequence, Instant at) {
        ObjectNode entry = json.createObjectNode()
                .put("eventID", UUID.randomUUID().toString().replace("-", ""))
                .put("eventName", name(change))
                .put("eventVersion", "1.1")
                .put("eventSource", "aws:dynamodb")
                .put("awsRegion", account.region());
        entry.set("dynamodb", images(change, sequence, at));
        return entry.put("eventSourceARN", stream);
    }

    /** The event of a batch, the records in its order. */
    String of(List<ObjectNode> batch) {
        ObjectNode event = json.createObjectNode();
        event.putArray("Records").addAll(batch);
        return event.toString();
    }

    private static String name(TableChange change) {
        if (change.before().isNull()) {
            return "INSERT";
        }
        return change.after().isNull() ? "REMOVE" : "MODIFY";
    }

    private ObjectNode images(TableChange change, long sequence, Instant at) {
        ObjectNode images = json.createObjectNode().put("ApproximateCreationDateTime", at.getEpochSecond());
        images.set("Keys", change.keys());
        if (!change.after().isNull()) {
            images.set("NewImage", change.after());
        }
        if (!change.before().isNull()) {
            images.set("OldImage", change.before());
        }
        int bytes = images.toString().getBytes(StandardCharsets.UTF_8).length;
        return images.put("SequenceNumber", "%021d".formatted(sequence))
                .put("SizeBytes", bytes)
                .put("StreamViewType", "NEW_AND_OLD_IMAGES");
    }
}
