package sundown.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import sundown.archive.ArchiveQueue;
import sundown.contract.ArchiveQueueContract;
import sundown.failure.RetryableFailure;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;
import sundown.local.emulators.Usage;

@ExtendWith(EmulatorsExtension.class)
class SqsArchiveQueueTest extends ArchiveQueueContract {
    private final Emulators emulators;
    private final SqsClient client;
    private final String url;

    SqsArchiveQueueTest(Emulators emulators) {
        this.emulators = emulators;
        AwsStack stack = AwsStack.provision(emulators);
        client = stack.clients().sqs();
        url = stack.name("ARCHIVE_QUEUE_URL");
    }

    @Override
    protected ArchiveQueue queue() {
        return new SqsArchiveQueue(client, url);
    }

    @Override
    protected Optional<Received> receive() {
        return client.receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(1)).messages().stream()
                .findFirst()
                .map(message -> new Received(message.body(), () -> delete(message), () -> release(message)));
    }

    @Test
    void sendsTenMessagesARequest() {
        Usage before = emulators.usage();
        queue().send(messages(1, 25));
        assertThat(emulators.usage().since(before).sqsRequests()).isEqualTo(Map.of("SendMessageBatch", 3L));
    }

    @Test
    void failsWhenOneMessageOfManyWasNotTaken() {
        assertThatThrownBy(() -> new SqsArchiveQueue(new ChoosySqs(), url).send(messages(1, 3)))
                .isInstanceOf(RetryableFailure.class)
                .hasMessageContaining("InternalError");
    }

    private void delete(Message message) {
        client.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
    }

    private void release(Message message) {
        client.changeMessageVisibility(request ->
                request.queueUrl(url).receiptHandle(message.receiptHandle()).visibilityTimeout(0));
    }

    /** A queue that takes all messages of a request but the last. */
    private static final class ChoosySqs implements SqsClient {
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
}
