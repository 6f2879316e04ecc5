package sundown.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import sundown.account.UserId;
import sundown.gallery.ItemId;
import sundown.transfer.Batch;
import sundown.transfer.FailedItem;
import sundown.transfer.Transfer;
import sundown.transfer.TransferStore;

/**
 * The transfers in DynamoDB: for each user one row {@code T}, one row {@code B} for the batch under way and a row for
 * each failed item. A save is one conditional write, a batch one plain write.
 */
public final class DynamoTransferStore implements TransferStore {
    /** A token lives for a day; the rest is for whoever looks into a fault. */
    private static final Duration BATCH_LIFE = Duration.ofDays(2);

    private final DynamoDbClient client;
    private final String table;
    private final Clock clock;
    private final RandomGenerator random;
    private final BatchWriter writer;

    /** Keeps the transfers in a table. */
    public DynamoTransferStore(DynamoDbClient client, String table, Clock clock, RandomGenerator random) {
        this.client = client;
        this.table = table;
        this.clock = clock;
        this.random = random;
        this.writer = new BatchWriter(client, table);
    }

    @Override
    public Optional<Transfer> find(UserId user) {
        return load(user, TransferCodec.SORT).map(TransferCodec::read);
    }

    /**
     * {@inheritDoc}
     *
     * <p>When an answer is lost on its way the SDK asks again, and the second request finds the first one's row: the
     * write's own id in it tells that nobody else was faster.
     */
    @Override
    public Optional<Transfer> save(Transfer transfer) {
        Transfer next = transfer.saved();
        String writeId = HexFormat.of().toHexDigits(random.nextLong());
        try {
            client.putItem(replacing(transfer, TransferCodec.write(next, writeId)));
            return Optional.of(next);
        } catch (ConditionalCheckFailedException conflict) {
            return wrote(conflict, writeId) ? Optional.of(next) : Optional.empty();
        } catch (SdkException failure) {
            throw AwsFailures.sorted(failure);
        }
    }

    @Override
    public Optional<Batch> batch(Transfer transfer) {
        return load(transfer.user(), BatchCodec.SORT).flatMap(row -> BatchCodec.read(transfer, row));
    }

    @Override
    public void saveBatch(Transfer transfer, Batch batch) {
        Instant expiresAt = clock.instant().plus(BATCH_LIFE);
        PutItemRequest request = PutItemRequest.builder()
                .tableName(table)
                .item(BatchCodec.write(transfer, batch, expiresAt))
                .build();
        AwsFailures.sorting(() -> client.putItem(request));
    }

    @Override
    public void saveFailures(Transfer transfer, List<FailedItem> failures) {
        Map<ItemId, FailedItem> lastOfEach = new LinkedHashMap<>();
        failures.forEach(failure -> lastOfEach.put(failure.item(), failure));
        writer.write(lastOfEach.values().stream().map(failure -> put(FailedItemCodec.write(transfer, failure))));
    }

    @Override
    public void removeFailures(Transfer transfer, Collection<ItemId> items) {
        writer.write(items.stream().distinct().map(item -> delete(FailedItemCodec.key(transfer, item))));
    }

    @Override
    public List<FailedItem> failures(Transfer transfer, Optional<ItemId> after, int limit) {
        QueryRequest request = failuresAfter(transfer, after).limit(limit).build();
        return AwsFailures.sorting(() -> client.queryPaginator(request).items().stream()
                .limit(limit)
                .map(FailedItemCodec::read)
                .toList());
    }

    @Override
    public List<UserId> due(Instant now, int limit) {
        return WakeIndex.shards().stream()
                .flatMap(shard -> due(shard, now, limit).stream())
                .sorted(Comparator.comparing(row -> row.get("wakeAt").s()))
                .limit(limit)
                .map(row -> new UserId(row.get("userId").s()))
                .toList();
    }

    private Optional<Map<String, AttributeValue>> load(UserId user, String sort) {
        GetItemRequest request = GetItemRequest.builder()
                .tableName(table)
                .key(Map.of("userId", text(user.value()), "sort", text(sort)))
                .consistentRead(true)
                .build();
        GetItemResponse response = AwsFailures.sorting(() -> client.getItem(request));
        return response.hasItem() ? Optional.of(response.item()) : Optional.empty();
    }

    private PutItemRequest replacing(Transfer read, Map<String, AttributeValue> row) {
        PutItemRequest.Builder request = PutItemRequest.builder()
                .tableName(table)
                .item(row)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
        return read.version() == 0
                ? request.conditionExpression("attribute_not_exists(userId)").build()
                : request.conditionExpression("version = :read")
                        .expressionAttributeValues(Map.of(":read", AttributeValue.fromN(Long.toString(read.version()))))
                        .build();
    }

    private static boolean wrote(ConditionalCheckFailedException conflict, String writeId) {
        return conflict.hasItem() && TransferCodec.writeId(conflict.item()).equals(writeId);
    }

    /** A space comes before every character of an item id, and a tilde after. */
    private QueryRequest.Builder failuresAfter(Transfer transfer, Optional<ItemId> after) {
        String prefix = FailedItemCodec.prefix(transfer);
        return QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression("userId = :user AND sort BETWEEN :from AND :to")
                .expressionAttributeValues(Map.of(
                        ":user", text(transfer.user().value()),
                        ":from", text(prefix + after.map(item -> item + " ").orElse("")),
                        ":to", text(prefix + "~")))
                .consistentRead(true);
    }

    private List<Map<String, AttributeValue>> due(String shard, Instant now, int limit) {
        QueryRequest request = QueryRequest.builder()
                .tableName(table)
                .indexName(WakeIndex.NAME)
                .keyConditionExpression("wakeShard = :shard AND wakeAt <= :now")
                .expressionAttributeValues(Map.of(":shard", text(shard), ":now", text(WakeIndex.time(now))))
                .limit(limit)
                .build();
        return AwsFailures.sorting(() ->
                client.queryPaginator(request).items().stream().limit(limit).toList());
    }

    private static WriteRequest put(Map<String, AttributeValue> row) {
        return WriteRequest.builder().putRequest(put -> put.item(row)).build();
    }

    private static WriteRequest delete(Map<String, AttributeValue> key) {
        return WriteRequest.builder().deleteRequest(delete -> delete.key(key)).build();
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }
}
