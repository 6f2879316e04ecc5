package sundown.purge;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
import sundown.timeline.GroupId;

/** Records in memory. Safe for use by several threads. */
public final class InMemoryDeletionRecords implements DeletionRecords {
    private final Map<Key, Deletion> records = new ConcurrentHashMap<>();
    private final AtomicLong counted = new AtomicLong();

    private record Key(GroupId group, PlanId plan, Place place) {}

    @Override
    public boolean put(GroupId group, Deletion deletion) {
        Key key = new Key(group, deletion.plan(), deletion.place());
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
    public Optional<Deletion> find(GroupId group, PlanId plan, Place place) {
        return Optional.ofNullable(records.get(new Key(group, plan, place)));
    }

    @Override
    public Stream<Deletion> of(GroupId group, PlanId plan, int chunk) {
        return sorted(group, plan, place -> place.chunk() == chunk);
    }

    @Override
    public Stream<Deletion> within(GroupId group, PlanId plan, Place first, Place last) {
        return sorted(group, plan, place -> first.compareTo(place) <= 0 && place.compareTo(last) <= 0)
                .peek(deletion -> counted.incrementAndGet());
    }

    private Stream<Deletion> sorted(GroupId group, PlanId plan, Predicate<Place> wanted) {
        List<Deletion> all = records.entrySet().stream()
                .filter(entry -> entry.getKey().group().equals(group)
                        && entry.getKey().plan().equals(plan)
                        && wanted.test(entry.getKey().place()))
                .map(Map.Entry::getValue)
                .sorted(Comparator.comparing(Deletion::place))
                .toList();
        return all.stream();
    }

    /** How many records were read to be counted. */
    long counted() {
        return counted.get();
    }
}
