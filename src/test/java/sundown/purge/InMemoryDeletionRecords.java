package sundown.purge;

import java.util.Comparator;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import sundown.purge.BucketEntry.Totals;
import sundown.purge.Inclusion.Place;
import sundown.purge.Plan.PlanId;
import sundown.timeline.GroupId;

/** Records in memory. Safe for use by several threads. */
public final class InMemoryDeletionRecords implements DeletionRecords {
    private final NavigableMap<Key, Deletion> records = new ConcurrentSkipListMap<>();

    /** In the order of the places of a plan. */
    private record Key(GroupId group, PlanId plan, int chunk, String user) implements Comparable<Key> {
        private static final Comparator<Key> ORDER = Comparator.comparing((Key key) -> key.group.value())
                .thenComparing(key -> key.plan.value())
                .thenComparing(Key::chunk)
                .thenComparing(Key::user);

        static Key of(GroupId group, PlanId plan, Place place) {
            return new Key(group, plan, place.chunk(), place.user().value());
        }

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    @Override
    public boolean put(GroupId group, Deletion deletion) {
        Key key = Key.of(group, deletion.plan(), deletion.place());
        return records.putIfAbsent(key, deletion) == null || replaced(key, deletion);
    }

    private boolean replaced(Key key, Deletion deletion) {
        Deletion before = records.get(key);
        boolean adds = deletion.finished() && more(deletion.deleted(), before.deleted());
        boolean stays = more(before.deleted(), deletion.deleted()) || (before.finished() && !adds);
        return !stays && (records.replace(key, before, deletion) || replaced(key, deletion));
    }

    private static boolean more(Totals one, Totals other) {
        return one.versions() > other.versions()
                || one.markers() > other.markers()
                || one.uploads() > other.uploads()
                || one.shared() > other.shared();
    }

    @Override
    public Optional<Deletion> find(GroupId group, PlanId plan, Place place) {
        return Optional.ofNullable(records.get(Key.of(group, plan, place)));
    }

    @Override
    public Stream<Deletion> list(GroupId group, PlanId plan, int chunk) {
        return records.subMap(new Key(group, plan, chunk, ""), new Key(group, plan, chunk + 1, "")).values().stream();
    }
}
