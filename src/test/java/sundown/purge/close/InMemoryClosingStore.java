package sundown.purge.close;

import java.util.Comparator;
import java.util.Optional;
import sundown.edge.Lag;
import sundown.edge.LaggingRows;
import sundown.timeline.GroupId;

/** Closings in memory. Safe for use by several threads. */
public final class InMemoryClosingStore implements ClosingStore {
    private final LaggingRows<GroupId, Closing> closings =
            new LaggingRows<>(Comparator.comparing(GroupId::value), Lag.NONE);

    @Override
    public synchronized Optional<Closing> find(GroupId group) {
        return closings.find(group);
    }

    @Override
    public synchronized Optional<Closing> save(Closing closing) {
        return closings.save(closing.group(), closing, Closing::version, Closing::saved);
    }
}
