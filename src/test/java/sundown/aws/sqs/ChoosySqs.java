package sundown.aws.sqs;

import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/** A queue that takes all messages of a request but the last. */
final class ChoosySqs implements SqsClient {
    @Override
    public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
        return SendMessageBatchResponse.builder()
                .failed(BatchResultErrorEntry.builder()
                        .id(request.entries().getLast().id())
                        .code("InternalError")
                        .build())
                .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // There is nothing to close.
    }
}
