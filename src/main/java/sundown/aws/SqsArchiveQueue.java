package sundown.aws;

import java.util.List;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import sundown.archive.ArchiveMessage;
import sundown.archive.ArchiveQueue;
import sundown.failure.RetryableFailure;

/** The archive queue in SQS: a standard queue, since the volumes of a user need no order. */
public final class SqsArchiveQueue implements ArchiveQueue {
    /** SQS takes no more in one call. */
    private static final int LIMIT = 10;

    private final SqsClient client;
    private final String url;

    /** Sends to the queue at an address. */
    public SqsArchiveQueue(SqsClient client, String url) {
        this.client = client;
        this.url = url;
    }

    @Override
    public void send(List<ArchiveMessage> messages) {
        messages.stream().gather(Gatherers.windowFixed(LIMIT)).forEach(this::sendTogether);
    }

    /** SQS may take some messages of a call and not others; whoever sends all of them again does no harm. */
    private void sendTogether(List<ArchiveMessage> messages) {
        SendMessageBatchRequest request = SendMessageBatchRequest.builder()
                .queueUrl(url)
                .entries(IntStream.range(0, messages.size())
                        .mapToObj(index -> entry(index, messages.get(index)))
                        .toList())
                .build();
        SendMessageBatchResponse response = AwsFailures.sorting(() -> client.sendMessageBatch(request));
        if (!response.failed().isEmpty()) {
            throw new RetryableFailure("SQS did not take a message: "
                    + response.failed().getFirst().code());
        }
    }

    private static SendMessageBatchRequestEntry entry(int index, ArchiveMessage message) {
        return SendMessageBatchRequestEntry.builder()
                .id(Integer.toString(index))
                .messageBody(message.write())
                .build();
    }
}
