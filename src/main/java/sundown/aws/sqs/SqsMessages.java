package sundown.aws.sqs;

import java.util.List;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import sundown.aws.AwsFailures;
import sundown.failure.RetryableFailure;

/** Sends messages to a standard queue of SQS, as many as possible in one call. */
final class SqsMessages {
    /** SQS takes no more in one call. */
    private static final int LIMIT = 10;

    private final SqsClient client;
    private final String url;

    /** Sends to the queue at an address. */
    SqsMessages(SqsClient client, String url) {
        this.client = client;
        this.url = url;
    }

    /** Sends messages of these bodies. */
    void send(List<String> bodies) {
        bodies.stream().gather(Gatherers.windowFixed(LIMIT)).forEach(this::sendTogether);
    }

    /** SQS may take some messages of a call and not others; whoever sends all of them again does no harm. */
    private void sendTogether(List<String> bodies) {
        SendMessageBatchRequest request = SendMessageBatchRequest.builder()
                .queueUrl(url)
                .entries(IntStream.range(0, bodies.size())
                        .mapToObj(index -> entry(index, bodies.get(index)))
                        .toList())
                .build();
        SendMessageBatchResponse response = AwsFailures.sorting(() -> client.sendMessageBatch(request));
        if (!response.failed().isEmpty()) {
            throw new RetryableFailure("SQS did not take a message: "
                    + response.failed().getFirst().code());
        }
    }

    private static SendMessageBatchRequestEntry entry(int index, String body) {
        return SendMessageBatchRequestEntry.builder()
                .id(Integer.toString(index))
                .messageBody(body)
                .build();
    }
}
