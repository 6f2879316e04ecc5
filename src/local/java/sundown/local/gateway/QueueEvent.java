package sundown.local.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import sundown.local.lambda.AwsAccount;

/**
 * The event that a function gets for a batch of queue messages.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Using Lambda with Amazon SQS</a>
 */
final class QueueEvent {
    private final ObjectMapper json = new ObjectMapper();
    private final AwsAccount account;
    private final String queue;

    QueueEvent(AwsAccount account, String queue) {
        this.account = account;
        this.queue = queue;
    }

    /** The event of a batch, the messages in its order. */
    String of(List<Message> batch) {
        ObjectNode event = json.createObjectNode();
        batch.forEach(message -> event.withArray("Records").add(entry(message)));
        return event.toString();
    }

    private ObjectNode entry(Message message) {
        ObjectNode entry = json.createObjectNode();
        entry.put("messageId", message.messageId());
        entry.put("receiptHandle", message.receiptHandle());
        entry.put("body", message.body());
        ObjectNode attributes = entry.putObject("attributes");
        new TreeMap<>(message.attributesAsStrings()).forEach(attributes::put);
        entry.set("messageAttributes", messageAttributes(message.messageAttributes()));
        if (message.md5OfMessageAttributes() != null) {
            entry.put("md5OfMessageAttributes", message.md5OfMessageAttributes());
        }
        entry.put("md5OfBody", message.md5OfBody());
        entry.put("eventSource", "aws:sqs");
        entry.put("eventSourceARN", account.arn("sqs", queue));
        entry.put("awsRegion", account.region());
        return entry;
    }

    private ObjectNode messageAttributes(Map<String, MessageAttributeValue> attributes) {
        ObjectNode result = json.createObjectNode();
        attributes.forEach((name, value) -> result.set(name, messageAttribute(value)));
        return result;
    }

    private ObjectNode messageAttribute(MessageAttributeValue value) {
        ObjectNode result = json.createObjectNode();
        if (value.binaryValue() == null) {
            result.put("stringValue", value.stringValue());
        } else {
            result.put(
                    "binaryValue",
                    Base64.getEncoder().encodeToString(value.binaryValue().asByteArray()));
        }
        result.putArray("stringListValues");
        result.putArray("binaryListValues");
        return result.put("dataType", value.dataType());
    }
}
