package sundown.aws.sqs;

import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import sundown.aws.AwsStack;
import sundown.contract.StandardQueueContract.Received;

/** A queue of a stack as those see it who read from it. */
record SqsTestQueue(SqsClient client, String url) {
    /** The queue whose address a variable holds. */
    static SqsTestQueue of(AwsStack stack, String variable) {
        return new SqsTestQueue(stack.clients().sqs(), stack.name(variable));
    }

    /** A message that a worker may have now, or nothing. */
    Optional<Received> receive() {
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
