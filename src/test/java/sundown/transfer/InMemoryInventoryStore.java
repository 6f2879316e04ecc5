package sundown.transfer;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.account.Found;
import sundown.account.FoundRows;
import sundown.account.UserId;
import sundown.edge.Lag;
import sundown.edge.LaggingRows;
import sundown.sweep.Wake;
import sundown.sweep.Wake.Shards;
import sundown.sweep.WakeOrder;

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
    public synchronized Found<Inventory> findAll(List<UserId> users) {
        return FoundRows.of(users, this::find);
    }

    @Override
    public synchronized Optional<Inventory> save(Inventory inventory) {
        return inventories.save(inventory.user(), inventory, Inventory::version, Inventory::saved);
    }

    public synchronized void remove(UserId user) {
        inventories.remove(user);
    }

    @Override
    public synchronized List<UserId> listDue(int shard, Instant now, int limit) {
        Stream<Wake> waiting = inventories.shown().values().stream()
                .flatMap(inventory -> wake(inventory).stream())
                .filter(wake -> wake.shard() == shard)
                .sorted(WakeOrder.FIRST_DUE);
        return WakeOrder.due(waiting, now, limit);
    }

    private static Optional<Wake> wake(Inventory inventory) {
        int shard = Shards.of(inventory.user().value());
        return inventory.count().map(count -> new Wake(shard, count.checkAt(), inventory.user()));
    }
}
