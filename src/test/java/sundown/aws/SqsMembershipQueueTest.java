package sundown.aws;

import java.util.Optional;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import sundown.contract.MembershipQueueContract;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;
import sundown.membership.MembershipQueue;

@ExtendWith(EmulatorsExtension.class)
class SqsMembershipQueueTest extends MembershipQueueContract {
    private final SqsClient client;
    private final String url;

    SqsMembershipQueueTest(Emulators emulators) {
        AwsStack stack = AwsStack.provision(emulators);
        client = stack.clients().sqs();
        url = stack.name("MEMBERSHIP_QUEUE_URL");
    }

    @Override
    protected MembershipQueue queue() {
        return new SqsMembershipQueue(client, url);
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
