package sundown.edge;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * What Sundown reads of an SQS event.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Using Lambda with Amazon SQS</a>
 */
@RegisterForReflection
public record QueueEvent(@JsonProperty("Records") List<Message> records) {
    /** One message; its body is ours, and may still be anything. */
    @RegisterForReflection
    public record Message(String messageId, String body) {}
}
