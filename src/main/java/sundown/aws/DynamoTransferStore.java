package sundown.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
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
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import sundown.account.UserId;
import sundown.gallery.ItemId;
import sundown.transfer.Batch;
import sundown.transfer.FailedItem;
import sundown.transfer.Transfer;
import sundown.transfer.TransferStore;

/**
 * The transfers in DynamoDB: for each user one row {@code T}, a row for the batch under way, which time removes, and a
 * row for each failed item. A save is one conditional write, a batch one plain write.
 */
public final class DynamoTransferStore implements TransferStore {
    /** A token lives for a day; the rest is for whoever looks into a fault. */
    private static final Duration BATCH_LIFE = Duration.ofDays(2);

    private final DynamoDbClient client;
    private final String table;
    private final Clock clock;
    private final RandomGenerator random;
    private final FailedItemRows failedItems;
    private final WakeIndex wakeIndex;

    /** Keeps the transfers in a table. */
    public DynamoTransferStore(DynamoDbClient client, String table, Clock clock, RandomGenerator random) {
        this.client = client;
        this.table = table;
        this.clock = clock;
        this.random = random;
        this.failedItems = new FailedItemRows(client, table);
        this.wakeIndex = new WakeIndex(client, table);
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
        return load(transfer.user(), BatchCodec.sort(transfer)).map(BatchCodec::read);
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
        failedItems.save(transfer, failures);
    }

    @Override
    public void removeFailures(Transfer transfer, Collection<ItemId> items) {
        failedItems.remove(transfer, items);
    }

    @Override
    public List<FailedItem> failures(Transfer transfer, Optional<ItemId> after, int limit) {
        return failedItems.page(transfer, after, limit);
    }

    @Override
    public List<UserId> due(Instant now, int limit) {
        return wakeIndex.due(now, limit);
    }

    private Optional<Map<String, AttributeValue>> load(UserId user, String sort) {
        GetItemRequest request = GetItemRequest.builder()
                .tableName(table)
                .key(Map.of("userId", AttributeValue.fromS(user.value()), "sort", AttributeValue.fromS(sort)))
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
}
