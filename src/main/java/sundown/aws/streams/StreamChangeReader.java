package sundown.aws.streams;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.account.UserId;
import sundown.aws.dynamodb.AttributeJson;
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
                    .map(AttributeJson::read)
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
            return old.map(AttributeJson::read).map(reader);
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
}
