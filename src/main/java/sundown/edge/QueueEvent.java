package sundown.edge;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * The part of an SQS event that Sundown reads.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Using Lambda with Amazon SQS</a>
 */
@RegisterForReflection
public record QueueEvent(@JsonProperty("Records") List<Message> records) {
    /** A message. Its body may be anything. */
    @RegisterForReflection
    public record Message(String messageId, String body) {}
}
