package sundown.edge;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The part of a DynamoDB Streams event that Sundown reads. Every member may be missing.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html">Using Lambda with Amazon DynamoDB</a>
 */
@RegisterForReflection
public record StreamEvent(@JsonProperty("Records") List<Change> records) {
    /**
     * One change of a row.
     *
     * @param eventSourceArn the stream's; contains the table's name
     */
    @RegisterForReflection
    public record Change(
            @JsonProperty("eventID") String eventId,
            @JsonProperty("eventSourceARN") String eventSourceArn,
            @JsonProperty("dynamodb") Images images) {

        /** The name of the table; empty when the stream's ARN has none. */
        public String table() {
            String[] parts = eventSourceArn == null ? new String[0] : eventSourceArn.split("/", -1);
            return parts.length > 1 ? parts[1] : "";
        }

        /** The sequence number, which identifies a failed record; empty when there is none. */
        public String sequence() {
            return images == null || images.sequenceNumber() == null ? "" : images.sequenceNumber();
        }

        /** The row before the change; nothing when it is new. */
        public Optional<JsonNode> before() {
            return Optional.ofNullable(images).map(Images::oldImage).filter(JsonNode::isObject);
        }

        /** The row after the change; nothing when it was removed. */
        public Optional<JsonNode> after() {
            return Optional.ofNullable(images).map(Images::newImage).filter(JsonNode::isObject);
        }

        /**
         * When the change was made, to the second.
         *
         * @throws IllegalArgumentException when it has no usable time
         */
        public Instant at() {
            if (images == null || images.approximateCreationDateTime() == null) {
                throw new IllegalArgumentException("the change has no time");
            }
            try {
                return Instant.ofEpochSecond(
                        images.approximateCreationDateTime().longValue());
            } catch (DateTimeException outOfRange) {
                throw new IllegalArgumentException("the time of the change is none", outOfRange);
            }
        }
    }

    /** The row before and after, in DynamoDB's JSON. Sealed parts stay sealed. */
    @RegisterForReflection
    public record Images(
            @JsonProperty("ApproximateCreationDateTime") BigDecimal approximateCreationDateTime,
            @JsonProperty("SequenceNumber") String sequenceNumber,
            @JsonProperty("OldImage") JsonNode oldImage,
            @JsonProperty("NewImage") JsonNode newImage) {
        @Override
        public String toString() {
            return "Images[***]";
        }
    }
}
