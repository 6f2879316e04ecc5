package sundown.purge;

import java.util.Comparator;
import java.util.Optional;
import sundown.edge.Lag;
import sundown.edge.LaggingRows;
import sundown.timeline.GroupId;

/** Purges in memory. Safe for use by several threads. */
public final class InMemoryPurgeStore implements PurgeStore {
    private final LaggingRows<GroupId, Purge> purges =
            new LaggingRows<>(Comparator.comparing(GroupId::value), Lag.NONE);

    @Override
    public synchronized Optional<Purge> find(GroupId group) {
        return purges.find(group);
    }

    @Override
    public synchronized Optional<Purge> save(Purge purge) {
        return purges.save(purge.group(), purge, Purge::version, Purge::saved);
    }
}
