package sundown.transfer;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import sundown.account.Found;
import sundown.account.FoundRows;
import sundown.account.UserId;
import sundown.edge.Lag;
import sundown.edge.LaggingRows;
import sundown.gallery.Item.ItemId;
import sundown.sweep.Wake;
import sundown.sweep.Wake.Shards;
import sundown.sweep.WakeOrder;
import sundown.transfer.Transfer.TransferId;
import sundown.transfer.Transfer.TransferState;
import sundown.transfer.TransferStore.FailedItem;

/** Transfers in memory. Safe for use by several threads. */
public class InMemoryTransferStore implements TransferStore {
    private final LaggingRows<UserId, Transfer> transfers;
    private final Map<Owner, Map<Integer, Batch>> batches = new HashMap<>();
    private final Map<Owner, NavigableMap<Integer, SettledBatch>> settled = new HashMap<>();
    private final Map<Owner, Map<String, LibraryAlbum>> albums = new HashMap<>();
    private final Map<Owner, NavigableMap<ItemId, FailedItem>> failures = new HashMap<>();

    public InMemoryTransferStore() {
        this(Lag.NONE);
    }

    /** With eventually consistent reads that lag. */
    public InMemoryTransferStore(Lag lag) {
        this.transfers = new LaggingRows<>(Comparator.comparing(UserId::value), lag);
    }

    @Override
    public synchronized Optional<Transfer> find(UserId user) {
        return transfers.find(user);
    }

    @Override
    public synchronized Found<Transfer> findAll(List<UserId> users) {
        return FoundRows.of(users, this::find);
    }

    public synchronized void remove(UserId user) {
        transfers.remove(user);
        batches.keySet().removeIf(owner -> owner.user().equals(user));
        settled.keySet().removeIf(owner -> owner.user().equals(user));
        albums.keySet().removeIf(owner -> owner.user().equals(user));
        failures.keySet().removeIf(owner -> owner.user().equals(user));
    }

    @Override
    public synchronized Optional<Transfer> save(Transfer transfer) {
        return transfers.save(transfer.user(), transfer, Transfer::version, Transfer::saved);
    }

    @Override
    public synchronized Optional<Batch> findBatch(Transfer transfer) {
        int next = transfer.progress().batch();
        return Optional.ofNullable(settledOf(transfer).get(next))
                .map(SettledBatch::batch)
                .or(() -> Optional.ofNullable(batchesOf(transfer).get(next)));
    }

    @Override
    public synchronized void saveBatch(Transfer transfer, Batch batch) {
        batchesOf(transfer).put(transfer.progress().batch(), batch);
    }

    @Override
    public synchronized void saveSettled(Transfer transfer, SettledBatch batch) {
        settledOf(transfer).put(transfer.progress().batch(), batch);
    }

    @Override
    public synchronized List<SettledBatch> listSettled(Transfer transfer, int from, int limit) {
        int next = transfer.progress().batch();
        return from >= next
                ? List.of()
                : settledOf(transfer).subMap(from, next).values().stream()
                        .limit(limit)
                        .toList();
    }

    @Override
    public synchronized Years years(Transfer transfer) {
        return Optional.ofNullable(
                        settledOf(transfer).lowerEntry(transfer.progress().batch()))
                .map(last -> last.getValue().years())
                .orElse(Years.NONE);
    }

    private NavigableMap<Integer, SettledBatch> settledOf(Transfer transfer) {
        return settled.computeIfAbsent(new Owner(transfer.user(), transfer.id()), ignored -> new TreeMap<>());
    }

    private Map<Integer, Batch> batchesOf(Transfer transfer) {
        return batches.computeIfAbsent(new Owner(transfer.user(), transfer.id()), ignored -> new HashMap<>());
    }

    @Override
    public synchronized Optional<LibraryAlbum> findAlbum(Transfer transfer, String title) {
        return Optional.ofNullable(albumsOf(transfer).get(title));
    }

    @Override
    public synchronized void saveAlbum(Transfer transfer, LibraryAlbum album) {
        albumsOf(transfer).put(album.title(), album);
    }

    @Override
    public synchronized List<LibraryAlbum> listAlbums(Transfer transfer) {
        return List.copyOf(albumsOf(transfer).values());
    }

    private Map<String, LibraryAlbum> albumsOf(Transfer transfer) {
        return albums.computeIfAbsent(new Owner(transfer.user(), transfer.id()), ignored -> new HashMap<>());
    }

    @Override
    public synchronized void saveFailures(Transfer transfer, List<FailedItem> failed) {
        failed.forEach(item -> failures(transfer).put(item.item(), item));
    }

    @Override
    public synchronized void removeFailures(Transfer transfer, Collection<ItemId> items) {
        failures(transfer).keySet().removeAll(items);
    }

    @Override
    public synchronized List<FailedItem> listFailures(
            UserId user, TransferId transfer, Optional<ItemId> after, int limit) {
        NavigableMap<ItemId, FailedItem> all = failures(new Owner(user, transfer));
        return after.map(item -> all.tailMap(item, false)).orElse(all).values().stream()
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<UserId> listDue(int shard, Instant now, int limit) {
        return WakeOrder.due(waiting(shard), now, limit);
    }

    @Override
    public synchronized List<Wake> listWaiting(int shard, Optional<Wake> after, int limit) {
        return WakeOrder.page(waiting(shard), after, limit);
    }

    private Stream<Wake> waiting(int shard) {
        return transfers.shown().values().stream()
                .flatMap(transfer -> wake(transfer).stream())
                .filter(wake -> wake.shard() == shard)
                .sorted(WakeOrder.FIRST_DUE);
    }

    private NavigableMap<ItemId, FailedItem> failures(Transfer transfer) {
        return failures(new Owner(transfer.user(), transfer.id()));
    }

    private NavigableMap<ItemId, FailedItem> failures(Owner owner) {
        return failures.computeIfAbsent(owner, ignored -> new TreeMap<>());
    }

    private static Optional<Wake> wake(Transfer transfer) {
        return switch (transfer.state()) {
            case TransferState.Active active ->
                Optional.of(new Wake(Shards.of(transfer.user().value()), active.dueAt(), transfer.user()));
            case TransferState.Ended _ -> Optional.empty();
        };
    }

    private record Owner(UserId user, TransferId transfer) {}
}
