package sundown.local.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import sundown.local.http.Json;
import sundown.local.lambda.AwsAccount;

/**
 * The event that a function gets for a batch of queue messages.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Using Lambda with Amazon SQS</a>
 */
record QueueEvent(AwsAccount account, String queue) {
    /** The event of a batch, the messages in its order. */
    String of(List<Message> batch) {
        ObjectNode event = Json.MAPPER.createObjectNode();
        batch.forEach(message -> event.withArray("Records").add(entry(message)));
        return event.toString();
    }

    private ObjectNode entry(Message message) {
        ObjectNode entry = Json.MAPPER.createObjectNode();
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

    private static ObjectNode messageAttributes(Map<String, MessageAttributeValue> attributes) {
        ObjectNode result = Json.MAPPER.createObjectNode();
        attributes.forEach((name, value) -> result.set(name, messageAttribute(value)));
        return result;
    }

    private static ObjectNode messageAttribute(MessageAttributeValue value) {
        ObjectNode result = Json.MAPPER.createObjectNode();
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
