package sundown.purge;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.timeline.GroupId;

/** Records in memory. Safe for use by several threads. */
public final class InMemoryDeletionRecords implements DeletionRecords {
    private final Map<Key, Deletion> records = new ConcurrentHashMap<>();
    private final AtomicLong counted = new AtomicLong();

    private record Key(GroupId group, PlanId plan, UserId user) {}

    @Override
    public boolean put(GroupId group, Deletion deletion) {
        Key key = new Key(group, deletion.plan(), deletion.user());
        return records.putIfAbsent(key, deletion) == null || replaced(key, deletion);
    }

    private boolean replaced(Key key, Deletion deletion) {
        Deletion before = records.get(key);
        boolean stays = before.finished() || more(before.deleted(), deletion.deleted());
        return !stays && (records.replace(key, before, deletion) || replaced(key, deletion));
    }

    private static boolean more(Totals one, Totals other) {
        return one.versions() > other.versions() || one.markers() > other.markers() || one.uploads() > other.uploads();
    }

    @Override
    public Optional<Deletion> find(GroupId group, PlanId plan, UserId user) {
        return Optional.ofNullable(records.get(new Key(group, plan, user)));
    }

    @Override
    public Stream<Deletion> all(GroupId group, PlanId plan) {
        List<Deletion> all = records.entrySet().stream()
                .filter(entry -> entry.getKey().group().equals(group))
                .map(Map.Entry::getValue)
                .filter(deletion -> deletion.plan().equals(plan))
                .toList();
        return all.stream();
    }

    @Override
    public Stream<Deletion> within(GroupId group, PlanId plan, UserId first, UserId last) {
        return all(group, plan)
                .filter(deletion -> deletion.user().value().compareTo(first.value()) >= 0)
                .filter(deletion -> deletion.user().value().compareTo(last.value()) <= 0)
                .peek(deletion -> counted.incrementAndGet());
    }

    /** How many records were read to be counted. */
    long counted() {
        return counted.get();
    }
}
