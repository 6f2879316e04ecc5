package sundown.aws.dynamodb;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import sundown.account.Found;
import sundown.account.UserId;
import sundown.gallery.ItemId;
import sundown.sweep.Wake;
import sundown.transfer.Batch;
import sundown.transfer.FailureReason;
import sundown.transfer.Transfer;
import sundown.transfer.TransferStore;
import sundown.transfer.TransferStore.FailedItem;

/**
 * The transfers in DynamoDB: for each user one row {@code T}, a row for each batch, which expires, and a row for each
 * failed item, {@code sort} {@code F#<transferId>#<itemId>}. A save of a transfer is one conditional write.
 */
@Singleton
public final class DynamoTransferStore implements TransferStore {
    /** A token lives for a day. Batches stay longer for the analysis of faults. */
    private static final Duration BATCH_LIFE = Duration.ofDays(2);

    private final Clock clock;
    private final VersionedRows rows;
    private final WakeIndex<UserId> wakeIndex;

    public DynamoTransferStore(
            DynamoDbClient client,
            @ConfigProperty(name = "TRANSFERS_TABLE") String table,
            Clock clock,
            RandomGenerator random) {
        this.clock = clock;
        this.rows = new VersionedRows(client, table, random);
        this.wakeIndex = new WakeIndex<>(rows, "userId", UserId::new, "");
    }

    @Override
    public Optional<Transfer> find(UserId user) {
        return rows.find(user, TransferCodec.SORT).map(TransferCodec::read);
    }

    @Override
    public Found<Transfer> findAll(List<UserId> users) {
        return rows.findAll(users, user -> VersionedRows.key(user, TransferCodec.SORT), TransferCodec::read);
    }

    @Override
    public Optional<Transfer> save(Transfer transfer) {
        return rows.replace(transfer.version(), TransferCodec.write(transfer), transfer.saved());
    }

    @Override
    public Optional<Batch> batch(Transfer transfer) {
        return rows.find(transfer.user(), BatchCodec.sort(transfer)).map(BatchCodec::read);
    }

    @Override
    public void saveBatch(Transfer transfer, Batch batch) {
        rows.put(BatchCodec.write(transfer, batch, clock.instant().plus(BATCH_LIFE)));
    }

    @Override
    public List<UserId> due(int shard, Instant now, int limit) {
        return wakeIndex.due(shard, now, limit);
    }

    @Override
    public List<Wake> waiting(int shard, Optional<Wake> after, int limit) {
        return wakeIndex.waiting(shard, TransferCodec.SORT, after, limit);
    }

    @Override
    public void saveFailures(Transfer transfer, List<FailedItem> failures) {
        Map<ItemId, FailedItem> lastOfEach = new LinkedHashMap<>();
        failures.forEach(failure -> lastOfEach.put(failure.item(), failure));
        rows.batch(lastOfEach.values().stream().map(failure -> put(row(transfer, failure))));
    }

    @Override
    public void removeFailures(Transfer transfer, Collection<ItemId> items) {
        rows.batch(items.stream().distinct().map(item -> Table.deletion(key(transfer, item))));
    }

    @Override
    public List<FailedItem> failures(Transfer transfer, Optional<ItemId> after, int limit) {
        RowWriter range = range(transfer, after);
        return rows.query(
                limit,
                DynamoTransferStore::read,
                request -> request.keyConditionExpression("userId = :user AND sort BETWEEN :from AND :to")
                        .expressionAttributeValues(range.attributes())
                        .limit(limit));
    }

    /** A space comes before every character of an item id, and a tilde after. */
    private static RowWriter range(Transfer transfer, Optional<ItemId> after) {
        String prefix = prefix(transfer);
        return new RowWriter()
                .text(":user", transfer.user().value())
                .text(":from", prefix + after.map(item -> item + " ").orElse(""))
                .text(":to", prefix + "~");
    }

    private static WriteRequest put(Map<String, AttributeValue> row) {
        return WriteRequest.builder().putRequest(put -> put.item(row)).build();
    }

    /** The prefix of the sort keys of all failed items of a transfer. */
    private static String prefix(Transfer transfer) {
        return "F#" + transfer.id() + "#";
    }

    private static Map<String, AttributeValue> key(Transfer transfer, ItemId item) {
        return keyed(transfer, item).attributes();
    }

    private static Map<String, AttributeValue> row(Transfer transfer, FailedItem failed) {
        return keyed(transfer, failed.item())
                .text("item", failed.item().value())
                .text("name", failed.name())
                .number("bytes", failed.bytes())
                .text("reason", failed.reason().name())
                .instant("at", failed.at())
                .attributes();
    }

    private static FailedItem read(Map<String, AttributeValue> attributes) {
        return Row.read("failed item", attributes, DynamoTransferStore::failedItem);
    }

    private static RowWriter keyed(Transfer transfer, ItemId item) {
        return new RowWriter().text("userId", transfer.user().value()).text("sort", prefix(transfer) + item);
    }

    private static FailedItem failedItem(Row row) {
        return new FailedItem(
                new ItemId(row.text("item")),
                row.text("name"),
                row.number("bytes"),
                FailureReason.valueOf(row.text("reason")),
                row.instant("at"));
    }
}
