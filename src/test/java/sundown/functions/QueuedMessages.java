package sundown.functions;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import sundown.account.UserId;
import sundown.edge.Json;

/** What waits in a queue. */
final class QueuedMessages {
    private static final int MOST_AT_ONCE = 10;

    private final SqsClient sqs;
    private final String queueUrl;
    private final Function<Message, String> userOf;

    private QueuedMessages(SqsClient sqs, String queueUrl, Function<Message, String> userOf) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
        this.userOf = userOf;
    }

    /** Of an installation's transfers, whose message groups are the users. */
    static QueuedMessages ofTransfers(Installation sundown) {
        return ofGroups(sundown, sundown.variable("TRANSFER_QUEUE_URL"));
    }

    /** Of a queue whose message groups are the users. */
    static QueuedMessages ofGroups(Installation sundown, String queueUrl) {
        return new QueuedMessages(
                sundown.clients().sqs(),
                queueUrl,
                message -> message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID));
    }

    /** Of an installation's archives. */
    static QueuedMessages ofArchives(Installation sundown) {
        return ofBodies(sundown, sundown.variable("ARCHIVE_QUEUE_URL"));
    }

    /** Of an installation's refunds. */
    static QueuedMessages ofRefunds(Installation sundown) {
        return ofBodies(sundown, sundown.variable("REFUND_QUEUE_URL"));
    }

    /** Of a queue where the body alone says whose a message is. */
    private static QueuedMessages ofBodies(Installation sundown, String queueUrl) {
        return new QueuedMessages(
                sundown.clients().sqs(), queueUrl, message -> Json.text(Json.read(message.body()), "userId"));
    }

    /** Of an installation's memberships, which are nobody's. */
    static QueuedMessages ofMemberships(Installation sundown) {
        return new QueuedMessages(sundown.clients().sqs(), sundown.variable("MEMBERSHIP_QUEUE_URL"), message -> "");
    }

    /** Of an installation's progress reports, which are nobody's. */
    static QueuedMessages ofProgress(Installation sundown) {
        return new QueuedMessages(sundown.clients().sqs(), sundown.variable("PROGRESS_QUEUE_URL"), message -> "");
    }

    /** Of an installation's dates, which are nobody's. */
    static QueuedMessages ofDates(Installation sundown) {
        return new QueuedMessages(sundown.clients().sqs(), sundown.variable("ADVANCE_QUEUE_URL"), message -> "");
    }

    /** Of an installation's closings, which are nobody's. */
    static QueuedMessages ofClosings(Installation sundown) {
        return new QueuedMessages(sundown.clients().sqs(), sundown.variable("CLOSING_QUEUE_URL"), message -> "");
    }

    /** Of an installation's manifests in the making, which are nobody's. */
    static QueuedMessages ofPlans(Installation sundown) {
        return new QueuedMessages(sundown.clients().sqs(), sundown.variable("PURGE_PLAN_QUEUE_URL"), message -> "");
    }

    /** Of the accounts that an installation is to delete. */
    static QueuedMessages ofPurges(Installation sundown) {
        return ofBodies(sundown, sundown.variable("PURGE_QUEUE_URL"));
    }

    /** Takes all that is in the queue out of it, and gives the bodies of the messages of one user in their order. */
    List<String> take(UserId user) {
        return empty().stream()
                .filter(message -> user.value().equals(userOf.apply(message)))
                .map(Message::body)
                .toList();
    }

    /** Takes all that is in the queue out of it, whosever it is. */
    List<String> takeAll() {
        return empty().stream().map(Message::body).toList();
    }

    private List<Message> empty() {
        List<Message> all = new ArrayList<>();
        List<Message> received = receive();
        while (!received.isEmpty()) {
            all.addAll(received);
            received.forEach(this::delete);
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

    private void delete(Message message) {
        sqs.deleteMessage(request -> request.queueUrl(queueUrl).receiptHandle(message.receiptHandle()));
    }
}
