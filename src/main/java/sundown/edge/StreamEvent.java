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
 * What Sundown reads of a DynamoDB Streams event. Every part may be missing: it is looked at where it is needed.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html">Using Lambda with Amazon DynamoDB</a>
 */
@RegisterForReflection
public record StreamEvent(@JsonProperty("Records") List<Change> records) {
    /**
     * One change of a row.
     *
     * @param eventSourceArn of the stream, which has the table's name in it
     */
    @RegisterForReflection
    public record Change(
            @JsonProperty("eventID") String eventId,
            @JsonProperty("eventSourceARN") String eventSourceArn,
            @JsonProperty("dynamodb") Images images) {

        /** The name of the table; empty when the stream's is none. */
        public String table() {
            String[] parts = eventSourceArn == null ? new String[0] : eventSourceArn.split("/", -1);
            return parts.length > 1 ? parts[1] : "";
        }

        /** The place in the stream, by which a record is given back; empty when it has none. */
        public String sequence() {
            return images == null || images.sequenceNumber() == null ? "" : images.sequenceNumber();
        }

        /** The row as it was; nothing when it is new. */
        public Optional<JsonNode> before() {
            return Optional.ofNullable(images).map(Images::oldImage).filter(JsonNode::isObject);
        }

        /** The row as it is; nothing when it was removed. */
        public Optional<JsonNode> after() {
            return Optional.ofNullable(images).map(Images::newImage).filter(JsonNode::isObject);
        }

        /**
         * When it was made, to the second.
         *
         * @throws IllegalArgumentException when it does not say
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

    /** The row before and after, in DynamoDB's own JSON; sealed parts of it stay sealed. */
    @RegisterForReflection
    public record Images(
            @JsonProperty("ApproximateCreationDateTime") BigDecimal approximateCreationDateTime,
            @JsonProperty("SequenceNumber") String sequenceNumber,
            @JsonProperty("OldImage") JsonNode oldImage,
            @JsonProperty("NewImage") JsonNode newImage) {
        /** Rows are in no log. */
        @Override
        public String toString() {
            return "Images[***]";
        }
    }
}
