package sundown.local.emulators;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What the worker relies on of SQS holds in the emulator; each test has a stack, and so queues, of its own. */
@ExtendWith(EmulatorsExtension.class)
final class EmulatedSqsTest {
    private static final int MAX_RECEIVE_COUNT = 5;

    private final Emulators emulators;
    private final SqsClient sqs;
    private String queue = "";
    private String deadLetters = "";

    EmulatedSqsTest(Emulators emulators) {
        this.emulators = emulators;
        this.sqs = emulators.clients().sqs();
    }

    @BeforeEach
    void provision() {
        String stack = "sqs-test-" + UUID.randomUUID().toString().substring(0, 8);
        TestStack.provision(emulators, stack);
        queue = emulators.endpoints().queues() + "/" + stack + "-transfers.fifo";
        deadLetters = emulators.endpoints().queues() + "/" + stack + "-transfers-dead-letters.fifo";
    }

    @Test
    void hasTheUrlsThatTheTemplateResolvesTo() {
        String name = queue.substring(queue.lastIndexOf('/') + 1);

        assertThat(sqs.getQueueUrl(request -> request.queueName(name)).queueUrl())
                .isEqualTo(queue);
    }

    @Test
    void hasTheAttributesOfTheTemplate() {
        assertThat(sqs.getQueueAttributes(request -> request.queueUrl(queue).attributeNames(QueueAttributeName.ALL))
                        .attributes())
                .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "1800")
                .containsEntry(QueueAttributeName.FIFO_QUEUE, "true");
    }

    @Test
    void movesAMessageThatWasReceivedTooOftenToTheDeadLetterQueue() {
        send("alice", "1");

        for (int count = 1; count <= MAX_RECEIVE_COUNT; count++) {
            Message message = receive(queue).getFirst();
            assertThat(message.attributes())
                    .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, Integer.toString(count));
            makeVisible(message);
        }

        assertThat(receive(queue)).isEmpty();
        assertThat(receive(deadLetters)).extracting(EmulatedSqsTest::body).containsExactly("alice 1");
    }

    private static String body(Message message) {
        return message.body();
    }

    private void send(String group, String id) {
        sqs.sendMessage(request -> request.queueUrl(queue)
                .messageGroupId(group)
                .messageDeduplicationId(group + id)
                .messageBody(group + " " + id));
    }

    private List<Message> receive(String from) {
        return sqs.receiveMessage(request -> request.queueUrl(from)
                        .maxNumberOfMessages(1)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }

    private void makeVisible(Message message) {
        sqs.changeMessageVisibility(request ->
                request.queueUrl(queue).receiptHandle(message.receiptHandle()).visibilityTimeout(0));
    }
}
