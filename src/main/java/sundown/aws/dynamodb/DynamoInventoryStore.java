package sundown.aws.dynamodb;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import sundown.account.Found;
import sundown.account.UserId;
import sundown.transfer.InventoryStore;
import sundown.transfer.InventoryStore.Inventory;

/**
 * The inventories in DynamoDB: for each user one row {@code C} beside their transfer, with the last result as
 * {@code counted}, and a count under way as {@code count}. Only a row with a count has {@code wakeShard}, in a lane of
 * its own of the index, and {@code wakeAt}.
 */
@Singleton
@RegisterForReflection(targets = Inventory.class)
public final class DynamoInventoryStore implements InventoryStore {
    private static final String SORT = "C";
    private static final String LANE = "count#";
    private static final RowMapper<Inventory> INVENTORIES = RowMapper.of(Inventory.class);

    private final VersionedRows rows;
    private final WakeIndex<UserId> wakeIndex;

    public DynamoInventoryStore(
            DynamoDbClient client, @ConfigProperty(name = "TRANSFERS_TABLE") String table, RandomGenerator random) {
        this.rows = new VersionedRows(client, table, random);
        this.wakeIndex = new WakeIndex<>(rows, "userId", UserId::new, LANE);
    }

    @Override
    public Optional<Inventory> find(UserId user) {
        return rows.find(user, SORT).map(INVENTORIES::read);
    }

    @Override
    public Found<Inventory> findAll(List<UserId> users) {
        return rows.findAll(users, user -> VersionedRows.key(user, SORT), INVENTORIES::read);
    }

    @Override
    public Optional<Inventory> save(Inventory inventory) {
        RowWriter row = INVENTORIES.write(inventory).text("sort", SORT);
        inventory
                .count()
                .ifPresent(count -> WakeIndex.wake(row, LANE, inventory.user().value(), count.checkAt()));
        return rows.replace(inventory.version(), row, inventory.saved());
    }

    @Override
    public List<UserId> listDue(int shard, Instant now, int limit) {
        return wakeIndex.due(shard, now, limit);
    }
}
