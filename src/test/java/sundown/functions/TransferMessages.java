package sundown.functions;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import sundown.account.UserId;

/** What waits in a queue of one message group a user. */
final class TransferMessages {
    private static final int MOST_AT_ONCE = 10;

    private final SqsClient sqs;
    private final String queueUrl;

    TransferMessages(SqsClient sqs, String queueUrl) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
    }

    /** Takes all that is in the queue out of it, and gives the bodies of the messages of one user in their order. */
    List<String> take(UserId user) {
        List<String> bodies = new ArrayList<>();
        List<Message> received = receive();
        while (!received.isEmpty()) {
            received.stream()
                    .filter(message -> user.value().equals(group(message)))
                    .map(Message::body)
                    .forEach(bodies::add);
            received.forEach(this::delete);
            received = receive();
        }
        return bodies;
    }

    private List<Message> receive() {
        return sqs.receiveMessage(request -> request.queueUrl(queueUrl)
                        .maxNumberOfMessages(MOST_AT_ONCE)
                        .messageSystemAttributeNames(MessageSystemAttributeName.MESSAGE_GROUP_ID))
                .messages();
    }

    private void delete(Message message) {
        sqs.deleteMessage(request -> request.queueUrl(queueUrl).receiptHandle(message.receiptHandle()));
    }

    private static String group(Message message) {
        return message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID);
    }
}
