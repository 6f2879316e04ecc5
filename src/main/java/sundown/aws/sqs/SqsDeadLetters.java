package sundown.aws.sqs;

import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.UnsupportedOperationException;
import sundown.aws.AwsFailures;
import sundown.queue.DeadLetters;
import sundown.queue.QueueName;

/** The dead-letter queues in SQS, which moves the messages by itself. */
@Singleton
public final class SqsDeadLetters implements DeadLetters {
    private final SqsClient client;
    private final List<QueueList.Entry> queues;

    /**
     * Moves what these queues gave up.
     *
     * @param base of all ARNs
     * @param queues as {@link QueueList} reads them
     */
    public SqsDeadLetters(
            SqsClient client,
            @ConfigProperty(name = "QUEUES_ARN") String base,
            @ConfigProperty(name = "WORK_QUEUES") String queues) {
        this.client = client;
        this.queues = QueueList.read(queues, base + ":");
    }

    @Override
    public Redrive redrive(QueueName queue) {
        return queues.stream()
                .filter(entry -> entry.name().equals(queue))
                .findFirst()
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
}
