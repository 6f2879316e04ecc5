package sundown.aws.sqs;

import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.SENT_TIMESTAMP;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.UnsupportedOperationException;
import sundown.aws.AwsFailures;
import sundown.queue.DeadLetters;
import sundown.queue.WorkQueues.QueueName;

/**
 * The dead-letter queues in SQS, which moves the messages by itself, and finds none by its id.
 *
 * @param arns the begin of all ARNs
 * @param urls the begin of all URLs
 * @param queues in the form of a {@link QueueList}
 */
@Singleton
public record SqsDeadLetters(
        SqsClient client,
        @ConfigProperty(name = "QUEUES_ARN") String arns,
        @ConfigProperty(name = "QUEUES_URL") String urls,
        @ConfigProperty(name = "ALL_QUEUES") String queues)
        implements DeadLetters {
    /** A message that is not given back, because the function ends or SQS refuses, comes back by then. */
    private static final Duration VISIBILITY_TIMEOUT = Duration.ofMinutes(1);

    /** By waiting a little, SQS asks all its servers, and not some. */
    private static final Duration RECEIVE_WAIT = Duration.ofSeconds(1);

    private Optional<QueueList.Entry> find(QueueName queue, String before) {
        return QueueList.read(queues, before).stream()
                .filter(entry -> entry.name().equals(queue))
                .findFirst();
    }

    @Override
    public Redrive redrive(QueueName queue) {
        return find(queue, arns + ":")
                .flatMap(entry -> entry.work().map(work -> move(entry.deadLetters(), work)))
                .orElse(Redrive.NO_QUEUE);
    }

    /** SQS refuses a second move of a queue while the first goes on. */
    private Redrive move(String from, String to) {
        try {
            client.startMessageMoveTask(request -> request.sourceArn(from).destinationArn(to));
            return Redrive.BEGUN;
        } catch (UnsupportedOperationException moving) {
            return Redrive.UNDER_WAY;
        } catch (SdkException failure) {
            throw AwsFailures.sorted(failure);
        }
    }

    @Override
    public Optional<List<DeadLetter>> listSome(QueueName queue) {
        return find(queue, urls + "/").map(entry -> {
            List<Message> some = receive(entry.deadLetters());
            giveBack(
                    entry.deadLetters(),
                    some.stream().map(Message::receiptHandle).toList());
            return some.stream().map(SqsDeadLetters::letter).toList();
        });
    }

    private static DeadLetter letter(Message message) {
        Map<MessageSystemAttributeName, String> attributes = message.attributes();
        return new DeadLetter(
                new MessageId(message.messageId()),
                Instant.ofEpochMilli(Long.parseLong(attributes.get(SENT_TIMESTAMP))),
                Integer.parseInt(attributes.get(APPROXIMATE_RECEIVE_COUNT)),
                message.body());
    }

    @Override
    public Removal remove(QueueName queue, MessageId message) {
        return find(queue, urls + "/")
                .map(entry -> remove(entry.deadLetters(), message.value()) ? Removal.REMOVED : Removal.NOT_FOUND)
                .orElse(Removal.NO_QUEUE);
    }

    /** Hides what it has looked at until it ends, so that each look finds other messages. */
    private boolean remove(String url, String id) {
        Map<String, String> receipts = new LinkedHashMap<>();
        for (int look = 0; look < SEARCHED_MAX / SHOWN_MAX && !receipts.containsKey(id); look++) {
            List<Message> some = receive(url);
            if (some.isEmpty()) {
                break;
            }
            some.forEach(message -> receipts.put(message.messageId(), message.receiptHandle()));
        }
        Optional<String> wanted = Optional.ofNullable(receipts.remove(id));
        giveBack(url, receipts.values());
        wanted.ifPresent(receipt -> AwsFailures.sorting(
                () -> client.deleteMessage(request -> request.queueUrl(url).receiptHandle(receipt))));
        return wanted.isPresent();
    }

    private List<Message> receive(String url) {
        return AwsFailures.sorting(() -> client.receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(SHOWN_MAX)
                        .visibilityTimeout((int) VISIBILITY_TIMEOUT.toSeconds())
                        .waitTimeSeconds((int) RECEIVE_WAIT.toSeconds())
                        .messageSystemAttributeNames(SENT_TIMESTAMP, APPROXIMATE_RECEIVE_COUNT)))
                .messages();
    }

    /** A message that SQS does not take back returns to its queue by itself. */
    private void giveBack(String url, Collection<String> receipts) {
        receipts.stream()
                .gather(Gatherers.windowFixed(SHOWN_MAX))
                .forEach(some ->
                        AwsFailures.sorting(() -> client.changeMessageVisibilityBatch(request -> request.queueUrl(url)
                                .entries(IntStream.range(0, some.size())
                                        .mapToObj(index -> ChangeMessageVisibilityBatchRequestEntry.builder()
                                                .id(Integer.toString(index))
                                                .receiptHandle(some.get(index))
                                                .visibilityTimeout(0)
                                                .build())
                                        .toList()))));
    }
}
