package sundown.aws.sqs;

import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;
import sundown.aws.StubClient;

/**
 * A queue that takes all messages of a request but one.
 *
 * @param refused which one, counted from 0
 */
record ChoosySqs(int refused) implements SqsClient, StubClient {
    @Override
    public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
        return SendMessageBatchResponse.builder()
                .successful(IntStream.range(0, request.entries().size())
                        .filter(index -> index != refused)
                        .mapToObj(index -> SendMessageBatchResultEntry.builder()
                                .id(request.entries().get(index).id())
                                .build())
                        .toList())
                .failed(BatchResultErrorEntry.builder()
                        .id(request.entries().get(refused).id())
                        .code("InternalError")
                        .build())
                .build();
    }
}
