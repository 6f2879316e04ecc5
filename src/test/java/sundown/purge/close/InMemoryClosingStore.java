package sundown.purge.close;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import sundown.timeline.GroupId;

/** Closings in memory. Safe for use by several threads. */
public final class InMemoryClosingStore implements ClosingStore {
    private final Map<GroupId, Closing> closings = new HashMap<>();

    @Override
    public synchronized Optional<Closing> find(GroupId group) {
        return Optional.ofNullable(closings.get(group));
    }

    @Override
    public synchronized Optional<Closing> save(Closing closing) {
        long stored = find(closing.group()).map(Closing::version).orElse(0L);
        if (stored != closing.version()) {
            return Optional.empty();
        }
        closings.put(closing.group(), closing.saved());
        return find(closing.group());
    }
}
