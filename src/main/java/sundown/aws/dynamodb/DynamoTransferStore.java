package sundown.aws.dynamodb;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import sundown.account.UserId;
import sundown.gallery.ItemId;
import sundown.transfer.Batch;
import sundown.transfer.FailedItem;
import sundown.transfer.Transfer;
import sundown.transfer.TransferStore;

/**
 * The transfers in DynamoDB: for each user one row {@code T}, a row for the current batch, which expires, and a row for
 * each failed item. A save of a transfer is one conditional write.
 */
@Singleton
public final class DynamoTransferStore implements TransferStore {
    /** A token lives for a day. Batches stay longer for the analysis of faults. */
    private static final Duration BATCH_LIFE = Duration.ofDays(2);

    private final Clock clock;
    private final VersionedRows rows;
    private final FailedItemRows failedItems;
    private final WakeIndex<UserId> wakeIndex;

    /** Keeps the transfers in a table. */
    public DynamoTransferStore(
            DynamoDbClient client,
            @ConfigProperty(name = "TRANSFERS_TABLE") String table,
            Clock clock,
            RandomGenerator random) {
        this.clock = clock;
        this.rows = new VersionedRows(client, table, random);
        this.failedItems = new FailedItemRows(client, table);
        this.wakeIndex = new WakeIndex<>(rows, "userId", UserId::new);
    }

    @Override
    public Optional<Transfer> find(UserId user) {
        return rows.find(user, TransferCodec.SORT).map(TransferCodec::read);
    }

    @Override
    public Optional<Transfer> save(Transfer transfer) {
        return rows.replace(transfer.version(), TransferCodec.write(transfer))
                ? Optional.of(transfer.saved())
                : Optional.empty();
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
}
