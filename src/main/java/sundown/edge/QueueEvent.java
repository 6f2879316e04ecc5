package sundown.edge;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The part of an SQS event that Sundown reads.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Using Lambda with Amazon SQS</a>
 */
@RegisterForReflection
public record QueueEvent(@JsonProperty("Records") List<Message> records) {
    /**
     * A message. Its body may be anything.
     *
     * @param messageAttributes by name
     */
    @RegisterForReflection
    public record Message(String messageId, String body, Map<String, Attribute> messageAttributes) {
        /** @throws IllegalArgumentException when its attribute is not a generation */
        Generation generation() {
            return Generation.read(Optional.ofNullable(messageAttributes)
                    .map(attributes -> attributes.get(Generation.ATTRIBUTE))
                    .map(Attribute::stringValue));
        }
    }

    /** An attribute that the sender added to a message. */
    @RegisterForReflection
    public record Attribute(String stringValue) {}
}
