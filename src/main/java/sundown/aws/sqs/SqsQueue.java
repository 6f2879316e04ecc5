package sundown.aws.sqs;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import sundown.aws.AwsFailures;
import sundown.edge.MessageQueue;
import sundown.edge.QueueMessage;
import sundown.edge.QueueMessage.Generation;
import sundown.failure.RetryableFailure;

/** A queue of SQS. */
public final class SqsQueue<M extends QueueMessage> implements MessageQueue<M> {
    /** SQS takes no more in one call. */
    private static final int MESSAGES_PER_CALL = 10;

    private final SqsClient client;
    private final String url;

    public SqsQueue(SqsClient client, String url) {
        this.client = client;
        this.url = url;
    }

    @Override
    public void send(List<M> messages, Duration delay) {
        messages.stream().gather(Gatherers.windowFixed(MESSAGES_PER_CALL)).forEach(some -> sendTogether(some, delay));
    }

    /** SQS may take some messages of a call and refuse others; the call succeeds nevertheless. */
    private void sendTogether(List<M> messages, Duration delay) {
        List<SendMessageBatchRequestEntry> entries = IntStream.range(0, messages.size())
                .mapToObj(index -> entry(Integer.toString(index), messages.get(index), delay))
                .toList();
        SendMessageBatchResponse response = AwsFailures.sorting(
                () -> client.sendMessageBatch(request -> request.queueUrl(url).entries(entries)));
        if (!response.failed().isEmpty()) {
            throw new RetryableFailure("SQS did not take a message: "
                    + response.failed().getFirst().code());
        }
    }

    private static SendMessageBatchRequestEntry entry(String id, QueueMessage message, Duration delay) {
        SendMessageBatchRequestEntry.Builder entry =
                SendMessageBatchRequestEntry.builder().id(id).messageBody(message.write());
        if (message instanceof QueueMessage.Ordered ordered) {
            entry.messageGroupId(ordered.messageGroup()).messageDeduplicationId(ordered.deduplicationId());
        } else {
            entry.delaySeconds((int) Math.min(delay.toSeconds(), DELAY_MAX.toSeconds()));
        }
        Generation.ofWhatIsSent()
                .ifPresent(generation -> entry.messageAttributes(Map.of(
                        Generation.ATTRIBUTE,
                        MessageAttributeValue.builder()
                                .dataType("Number")
                                .stringValue(Integer.toString(generation.number()))
                                .build())));
        return entry.build();
    }
}
