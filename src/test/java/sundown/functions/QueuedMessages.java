package sundown.functions;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import sundown.account.UserId;
import sundown.edge.Json;

/** What waits in a queue. */
record QueuedMessages(SqsClient sqs, String queueUrl) {
    private static final int MOST_AT_ONCE = 10;

    /** Puts a message into the queue. */
    void put(String body) {
        sqs.sendMessage(request -> request.queueUrl(queueUrl).messageBody(body));
    }

    /** Takes all messages out of the queue, and gives the bodies of one user's in their order. */
    List<String> take(UserId user) {
        return removeAll().stream()
                .filter(message -> user.value().equals(userOf(message)))
                .map(Message::body)
                .toList();
    }

    /** Takes all messages out of the queue. */
    List<String> takeAll() {
        return removeAll().stream().map(Message::body).toList();
    }

    /** In an ordered queue the user is the message group; elsewhere only the body names the user. */
    private static String userOf(Message message) {
        String group = message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID);
        if (group != null) {
            return group;
        }
        return Json.read(message.body()).path("userId").asText();
    }

    private List<Message> removeAll() {
        List<Message> all = new ArrayList<>();
        List<Message> received = receive();
        while (!received.isEmpty()) {
            all.addAll(received);
            remove(received);
            received = receive();
        }
        return all;
    }

    private List<Message> receive() {
        return sqs.receiveMessage(request -> request.queueUrl(queueUrl)
                        .maxNumberOfMessages(MOST_AT_ONCE)
                        .messageSystemAttributeNames(MessageSystemAttributeName.MESSAGE_GROUP_ID))
                .messages();
    }

    private void remove(List<Message> received) {
        List<DeleteMessageBatchRequestEntry> entries = received.stream()
                .map(message -> DeleteMessageBatchRequestEntry.builder()
                        .id(message.messageId())
                        .receiptHandle(message.receiptHandle())
                        .build())
                .toList();
        sqs.deleteMessageBatch(request -> request.queueUrl(queueUrl).entries(entries));
    }
}
