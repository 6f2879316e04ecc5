package sundown.aws.sqs;

import java.util.Optional;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import sundown.aws.AwsStack;
import sundown.contract.TransferQueueContract;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;
import sundown.transfer.TransferQueue;

@ExtendWith(EmulatorsExtension.class)
class SqsTransferQueueTest extends TransferQueueContract {
    private final SqsClient client;
    private final String url;

    SqsTransferQueueTest(Emulators emulators) {
        AwsStack stack = AwsStack.provision(emulators);
        client = stack.clients().sqs();
        url = stack.name("TRANSFER_QUEUE_URL");
    }

    @Override
    protected TransferQueue queue() {
        return new SqsTransferQueue(client, url);
    }

    @Override
    protected Optional<Received> receive() {
        return client.receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(1)).messages().stream()
                .findFirst()
                .map(message -> new Received(message.body(), () -> delete(message), () -> release(message)));
    }

    private void delete(Message message) {
        client.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
    }

    private void release(Message message) {
        client.changeMessageVisibility(request ->
                request.queueUrl(url).receiptHandle(message.receiptHandle()).visibilityTimeout(0));
    }
}
