package sundown.archive;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import sundown.account.Found;
import sundown.account.FoundRows;
import sundown.account.UserId;
import sundown.archive.Archive.ArchiveId;
import sundown.archive.Archive.ArchiveState;
import sundown.edge.Lag;
import sundown.edge.LaggingRows;
import sundown.failure.PermanentFailure;
import sundown.sweep.Wake;
import sundown.sweep.WakeOrder;

/** Archives in memory. Safe for use by several threads. */
public final class InMemoryArchiveStore implements ArchiveStore {
    private final LaggingRows<UserId, Archive> archives;
    private final Map<Owner, NavigableMap<Integer, Volume>> volumes = new HashMap<>();
    private final Set<UserId> spoilt = new HashSet<>();

    public InMemoryArchiveStore() {
        this(Lag.NONE);
    }

    /** With eventually consistent reads that lag. */
    public InMemoryArchiveStore(Lag lag) {
        this.archives = new LaggingRows<>(Comparator.comparing(UserId::value), lag);
    }

    @Override
    public synchronized Optional<Archive> find(UserId user) {
        if (spoilt.contains(user)) {
            throw new PermanentFailure("a row cannot be read: archive");
        }
        return archives.find(user);
    }

    @Override
    public synchronized Found<Archive> findAll(List<UserId> users) {
        return FoundRows.of(users, this::find);
    }

    /** From now on, the row of a user cannot be read. */
    public synchronized void spoil(UserId user) {
        spoilt.add(user);
    }

    /** Removes all rows of a user. */
    public synchronized void remove(UserId user) {
        archives.remove(user);
        volumes.keySet().removeIf(owner -> owner.user().equals(user));
    }

    @Override
    public synchronized Optional<Archive> save(Archive archive) {
        return archives.save(archive.user(), archive, Archive::version, Archive::saved);
    }

    @Override
    public synchronized List<Volume> listVolumes(Archive archive) {
        return List.copyOf(volumes(Owner.of(archive)).values());
    }

    @Override
    public synchronized Optional<Volume> findVolume(Archive archive, int number) {
        return Optional.ofNullable(volumes(Owner.of(archive)).get(number));
    }

    @Override
    public synchronized Optional<Volume> save(Volume volume) {
        NavigableMap<Integer, Volume> others =
                volumes(new Owner(volume.user(), volume.archive(), Optional.of(volume.plan())));
        long stored = Optional.ofNullable(others.get(volume.number()))
                .map(Volume::version)
                .orElse(0L);
        if (stored != volume.version()) {
            return Optional.empty();
        }
        others.put(volume.number(), volume.saved());
        return Optional.of(volume.saved());
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
        return archives.shown().values().stream()
                .filter(archive -> archive.shard() == shard)
                .flatMap(archive -> wake(archive).stream())
                .sorted(WakeOrder.FIRST_DUE);
    }

    private NavigableMap<Integer, Volume> volumes(Owner owner) {
        return volumes.computeIfAbsent(owner, ignored -> new TreeMap<>());
    }

    private static Optional<Wake> wake(Archive archive) {
        return Stream.concat(stateTime(archive.state()).stream(), archive.nextCleaning().stream())
                .min(Instant::compareTo)
                .map(at -> new Wake(archive.shard(), at, archive.user()));
    }

    private static Optional<Instant> stateTime(ArchiveState state) {
        return switch (state) {
            case ArchiveState.Unfinished unfinished -> Optional.of(unfinished.checkAt());
            case ArchiveState.Ready ready -> Optional.of(ready.endsAt());
            case ArchiveState.Ended ignored -> Optional.empty();
        };
    }

    /** A plan of an archive of a user. */
    private record Owner(UserId user, ArchiveId archive, Optional<Archive.PlanId> plan) {
        static Owner of(Archive archive) {
            return new Owner(archive.user(), archive.id(), archive.contents().map(Archive.Contents::plan));
        }
    }
}
