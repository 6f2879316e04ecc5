package sundown.aws.dynamodb;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import sundown.account.UserId;
import sundown.transfer.Inventory;
import sundown.transfer.InventoryStore;

/** The inventories in DynamoDB: for each user one row {@code C} beside their transfer. */
@Singleton
public final class DynamoInventoryStore implements InventoryStore {
    private final VersionedRows rows;
    private final WakeIndex<UserId> wakeIndex;

    public DynamoInventoryStore(
            DynamoDbClient client, @ConfigProperty(name = "TRANSFERS_TABLE") String table, RandomGenerator random) {
        this.rows = new VersionedRows(client, table, random);
        this.wakeIndex = new WakeIndex<>(rows, "userId", UserId::new, InventoryCodec.LANE);
    }

    @Override
    public Optional<Inventory> find(UserId user) {
        return rows.find(user, InventoryCodec.SORT).map(InventoryCodec::read);
    }

    @Override
    public Optional<Inventory> save(Inventory inventory) {
        return rows.replace(inventory.version(), InventoryCodec.write(inventory), inventory.saved());
    }

    @Override
    public List<UserId> due(int shard, Instant now, int limit) {
        return wakeIndex.due(shard, now, limit);
    }
}
