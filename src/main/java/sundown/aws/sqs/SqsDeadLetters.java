package sundown.aws.sqs;

import jakarta.inject.Provider;
import jakarta.inject.Singleton;
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
    private final Provider<String> queues;

    /** @param queues the name of each queue, its ARN, and that of its dead-letter queue; a semicolon between queues */
    public SqsDeadLetters(SqsClient client, @ConfigProperty(name = "DEAD_LETTERS") Provider<String> queues) {
        this.client = client;
        this.queues = queues;
    }

    @Override
    public Redrive redrive(QueueName queue) {
        return QueueList.read(queues.get()).stream()
                .filter(entry -> entry.name().equals(queue))
                .findFirst()
                .map(entry -> move(entry.words().getLast(), entry.words().getFirst()))
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
