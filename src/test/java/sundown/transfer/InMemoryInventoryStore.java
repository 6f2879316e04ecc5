package sundown.transfer;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import sundown.account.UserId;
import sundown.edge.Lag;
import sundown.edge.LaggingRows;
import sundown.sweep.Shards;

/** Inventories in memory. Safe for use by several threads. */
public final class InMemoryInventoryStore implements InventoryStore {
    private final LaggingRows<UserId, Inventory> inventories;

    public InMemoryInventoryStore() {
        this(Lag.NONE);
    }

    /** With eventually consistent reads that lag. */
    public InMemoryInventoryStore(Lag lag) {
        this.inventories = new LaggingRows<>(Comparator.comparing(UserId::value), lag);
    }

    @Override
    public synchronized Optional<Inventory> find(UserId user) {
        return inventories.find(user);
    }

    @Override
    public synchronized Optional<Inventory> save(Inventory inventory) {
        return inventories.save(inventory.user(), inventory, Inventory::version, Inventory::saved);
    }

    public synchronized void remove(UserId user) {
        inventories.remove(user);
    }

    @Override
    public synchronized List<UserId> due(int shard, Instant now, int limit) {
        return inventories.shown().values().stream()
                .flatMap(inventory -> wake(inventory).stream())
                .filter(wake -> Shards.of(wake.user().value()) == shard)
                .filter(wake -> !wake.at().isAfter(now))
                .sorted(Comparator.comparing(Wake::at))
                .limit(limit)
                .map(Wake::user)
                .toList();
    }

    private static Optional<Wake> wake(Inventory inventory) {
        return inventory.count().map(count -> new Wake(inventory.user(), count.checkAt()));
    }

    private record Wake(UserId user, Instant at) {}
}
