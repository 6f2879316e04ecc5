package sundown.edge;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sundown.edge.QueueMessage.Generation;

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
     * @param attributes what the queue says of it, by name
     * @param messageAttributes what its sender says of it, by name
     */
    @RegisterForReflection
    public record Message(
            String messageId, String body, Map<String, String> attributes, Map<String, Attribute> messageAttributes) {
        private static final String SENT = "SentTimestamp";
        private static final String RECEIVED = "ApproximateFirstReceiveTimestamp";

        /**
         * How long it waited in the queue until it was first received, by the queue's own clock.
         *
         * @throws IllegalArgumentException when a time is not a number
         */
        Duration waited() {
            Instant sent = time(SENT);
            Instant received = time(RECEIVED);
            return received.isBefore(sent) ? Duration.ZERO : Duration.between(sent, received);
        }

        /** The beginning of all times where the event does not name one. */
        private Instant time(String name) {
            return Optional.ofNullable(attributes)
                    .map(all -> all.get(name))
                    .map(Long::valueOf)
                    .map(Instant::ofEpochMilli)
                    .orElse(Instant.EPOCH);
        }

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

    /**
     * A partial batch response: the messages that SQS delivers again. An empty list means that all are done.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Handling errors for
     *     an SQS event source</a>
     */
    @RegisterForReflection
    public record Answer(List<Failed> batchItemFailures) {
        /** A message that SQS delivers again. */
        @RegisterForReflection
        public record Failed(String itemIdentifier) {}
    }
}
