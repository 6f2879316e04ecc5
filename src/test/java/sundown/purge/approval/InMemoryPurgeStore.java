package sundown.purge.approval;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import sundown.timeline.GroupId;

/** Purges in memory. Safe for use by several threads. */
public final class InMemoryPurgeStore implements PurgeStore {
    private final Map<GroupId, Purge> purges = new HashMap<>();

    @Override
    public synchronized Optional<Purge> find(GroupId group) {
        return Optional.ofNullable(purges.get(group));
    }

    @Override
    public synchronized Optional<Purge> save(Purge purge) {
        long stored = find(purge.group()).map(Purge::version).orElse(0L);
        if (stored != purge.version()) {
            return Optional.empty();
        }
        purges.put(purge.group(), purge.saved());
        return find(purge.group());
    }
}
