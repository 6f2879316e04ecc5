package sundown.aws.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;
import sundown.aws.AwsStack;
import sundown.aws.StubClient;
import sundown.contract.MessageQueueContract;
import sundown.edge.MessageQueue;
import sundown.edge.QueueMessage.Generation;
import sundown.failure.RetryableFailure;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;
import sundown.local.emulators.Usage;
import sundown.refund.RefundMessage;
import sundown.transfer.Transfer.TransferMessage;

@Isolated("counts every request to the emulators")
@ExtendWith(EmulatorsExtension.class)
class SqsQueueTest extends MessageQueueContract {
    private final Emulators emulators;
    private final SqsClient client;
    private final String standard;
    private final String fifo;

    SqsQueueTest(Emulators emulators) {
        this.emulators = emulators;
        AwsStack stack = AwsStack.provision(emulators);
        client = stack.clients().sqs();
        standard = stack.name("REFUND_QUEUE_URL");
        fifo = stack.name("TRANSFER_QUEUE_URL");
    }

    @Override
    protected MessageQueue<RefundMessage> standard() {
        return new SqsQueue<>(client, standard);
    }

    @Override
    protected MessageQueue<TransferMessage> fifo() {
        return new SqsQueue<>(client, fifo);
    }

    @Override
    protected Optional<Received> receive() {
        return receive(standard);
    }

    @Override
    protected Optional<Received> receiveInOrder() {
        return receive(fifo);
    }

    @Test
    void sendsTenMessagesARequest() {
        Usage before = emulators.usage();
        standard().send(messages(25));
        assertThat(emulators.usage().since(before).sqsRequests()).isEqualTo(Map.of("SendMessageBatch", 3L));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 9})
    void failsWhenOneMessageOfTenWasNotTaken(int refused) {
        MessageQueue<RefundMessage> queue = new SqsQueue<>(new ChoosySqs(refused), standard);
        assertThatThrownBy(() -> queue.send(messages(10)))
                .isInstanceOf(RetryableFailure.class)
                .hasMessage("SQS did not take a message: InternalError");
    }

    private Optional<Received> receive(String url) {
        return client
                .receiveMessage(
                        request -> request.queueUrl(url).maxNumberOfMessages(1).messageAttributeNames("All"))
                .messages()
                .stream()
                .findFirst()
                .map(message -> new Received(
                        message.body(), generation(message), () -> delete(url, message), () -> release(url, message)));
    }

    private static Generation generation(Message message) {
        return Generation.read(Optional.ofNullable(message.messageAttributes().get(Generation.ATTRIBUTE))
                .map(MessageAttributeValue::stringValue));
    }

    private void delete(String url, Message message) {
        client.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
    }

    private void release(String url, Message message) {
        client.changeMessageVisibility(request ->
                request.queueUrl(url).receiptHandle(message.receiptHandle()).visibilityTimeout(0));
    }

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
}
