package sundown.aws.streams;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.account.UserId;
import sundown.aws.dynamodb.DynamoAccountStore;
import sundown.aws.dynamodb.DynamoArchiveStore;
import sundown.aws.dynamodb.DynamoDeliveryLedger;
import sundown.aws.dynamodb.DynamoMilestoneStore;
import sundown.aws.dynamodb.DynamoRefundLedger;
import sundown.aws.dynamodb.DynamoTransferStore;
import sundown.edge.StreamEvent;
import sundown.failure.PermanentFailure;
import sundown.milestone.MilestoneStore.ReachedMilestones;
import sundown.notify.ChangeReader;
import sundown.timeline.Timeline;
import sundown.timeline.TimelineStore;

/** Reads the streams of the tables with the codecs of their rows. Sealed secrets stay sealed. */
@Singleton
public final class StreamChangeReader implements ChangeReader {
    private final Map<String, Function<Images, Optional<Change>>> tables;
    private final Supplier<Timeline> timeline;

    /** Reads the streams of a deployment. */
    @Inject
    StreamChangeReader(
            TimelineStore timelines,
            @ConfigProperty(name = "TRANSFERS_TABLE") String transfers,
            @ConfigProperty(name = "ARCHIVES_TABLE") String archives,
            @ConfigProperty(name = "REFUNDS_TABLE") String refunds,
            @ConfigProperty(name = "ACCOUNTS_TABLE") String accounts,
            @ConfigProperty(name = "DELIVERIES_TABLE") String deliveries,
            @ConfigProperty(name = "GROUPS_TABLE") String groups) {
        this(() -> timelines.current().timeline(), transfers, archives, refunds, accounts, deliveries, groups);
    }

    /**
     * Reads the streams of these tables.
     *
     * @param timeline reads the timeline in force, not one cached for a minute: a milestone may have been reached just
     *     because its date was moved
     */
    StreamChangeReader(
            Supplier<Timeline> timeline,
            String transfers,
            String archives,
            String refunds,
            String accounts,
            String deliveries,
            String groups) {
        this.timeline = timeline;
        this.tables = Map.of(
                transfers,
                images -> images.sorted(DynamoTransferStore.SORT)
                        .map(rows -> rows.change(DynamoTransferStore::read, Change.OfTransfer::new)),
                archives,
                images -> images.sorted(DynamoArchiveStore.SORT)
                        .map(rows -> rows.change(DynamoArchiveStore::read, Change.OfArchive::new)),
                refunds,
                images -> Optional.of(images.change(DynamoRefundLedger::read, Change.OfRefund::new)),
                accounts,
                images -> Optional.of(images.change(DynamoAccountStore::read, Change.OfAccount::new)),
                deliveries,
                StreamChangeReader::reach,
                groups,
                this::group);
    }

    @Override
    public Optional<Change> read(StreamEvent.Change record) {
        try {
            return record.after()
                    .map(StreamImage::read)
                    .flatMap(row -> change(record, new Images(record.at(), record.before(), row)));
        } catch (IllegalArgumentException unreadable) {
            throw new PermanentFailure("a record of a stream cannot be read", unreadable);
        }
    }

    private Optional<Change> change(StreamEvent.Change record, Images images) {
        return Optional.ofNullable(tables.get(record.table()))
                .orElseThrow(() -> new PermanentFailure("the stream is of a table that nobody is told of"))
                .apply(images);
    }

    private static Optional<Change> reach(Images images) {
        return DynamoDeliveryLedger.reach(images.after())
                .map(reach -> new Change.OfReach(
                        images.at(), new UserId(images.after().get("userId").s()), reach));
    }

    /** A group that is no longer in the timeline has no events. */
    private Optional<Change> group(Images images) {
        if (!DynamoMilestoneStore.holds(images.after())) {
            return Optional.empty();
        }
        ReachedMilestones after = DynamoMilestoneStore.read(images.after());
        return timeline.get()
                .group(after.group())
                .map(group -> new Change.OfGroup(images.at(), images.before(DynamoMilestoneStore::read), after, group));
    }

    /** A row as it was and as it is. */
    private record Images(Instant at, Optional<JsonNode> old, Map<String, AttributeValue> after) {
        <T> Optional<T> before(Function<Map<String, AttributeValue>, T> reader) {
            return old.map(StreamImage::read).map(reader);
        }

        <T> Change change(Function<Map<String, AttributeValue>, T> reader, Made<T> made) {
            return made.of(at, before(reader), reader.apply(after));
        }

        Optional<Images> sorted(String sort) {
            return AttributeValue.fromS(sort).equals(after.get("sort")) ? Optional.of(this) : Optional.empty();
        }
    }

    /** Makes a change of what a row held before and holds after it. */
    private interface Made<T> {
        Change of(Instant at, Optional<T> before, T after);
    }

    /**
     * A row in the JSON of DynamoDB, as stream records and imports have it: {@code {"name": {"S": "value"}}}.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html">AttributeValue</a>
     */
    public static final class StreamImage {
        private StreamImage() {}

        /**
         * Reads a row.
         *
         * @throws IllegalArgumentException when it is not a row
         */
        public static Map<String, AttributeValue> read(JsonNode row) {
            Map<String, AttributeValue> attributes = new HashMap<>();
            row.properties().forEach(attribute -> attributes.put(attribute.getKey(), value(attribute.getValue())));
            return attributes;
        }

        private static AttributeValue value(JsonNode typed) {
            if (typed.size() != 1 || !typed.isObject()) {
                throw new IllegalArgumentException("an attribute has not one type");
            }
            Entry<String, JsonNode> only = typed.properties().iterator().next();
            JsonNode value = only.getValue();
            return switch (only.getKey()) {
                case "S" -> AttributeValue.fromS(text(value));
                case "N" -> AttributeValue.fromN(text(value));
                case "BOOL" -> AttributeValue.fromBool(value.asBoolean());
                case "NULL" -> AttributeValue.fromNul(value.asBoolean());
                case "B" -> AttributeValue.fromB(bytes(value));
                case "L" ->
                    AttributeValue.fromL(elements(value).map(StreamImage::value).toList());
                case "M" -> AttributeValue.fromM(read(value));
                case "SS" -> AttributeValue.fromSs(texts(value));
                case "NS" -> AttributeValue.fromNs(texts(value));
                case "BS" ->
                    AttributeValue.fromBs(
                            elements(value).map(StreamImage::bytes).toList());
                default -> throw new IllegalArgumentException("an attribute is of an unknown type");
            };
        }

        private static String text(JsonNode value) {
            if (!value.isTextual()) {
                throw new IllegalArgumentException("an attribute is no text");
            }
            return value.textValue();
        }

        private static SdkBytes bytes(JsonNode value) {
            return SdkBytes.fromByteArrayUnsafe(Base64.getDecoder().decode(text(value)));
        }

        private static List<String> texts(JsonNode values) {
            return elements(values).map(StreamImage::text).toList();
        }

        private static Stream<JsonNode> elements(JsonNode values) {
            return values.valueStream();
        }
    }
}
