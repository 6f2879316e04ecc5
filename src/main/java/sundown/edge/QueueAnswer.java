package sundown.edge;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * A partial batch response: the messages that SQS delivers again. An empty list means that all are done.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Handling errors for an
 *     SQS event source</a>
 */
@RegisterForReflection
public record QueueAnswer(List<Failed> batchItemFailures) {
    /** A message that SQS delivers again. */
    @RegisterForReflection
    public record Failed(String itemIdentifier) {}
}
