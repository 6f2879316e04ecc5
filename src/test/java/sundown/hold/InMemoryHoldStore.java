package sundown.hold;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.timeline.GroupId;

/** The holds in memory. */
public final class InMemoryHoldStore implements HoldStore {
    private final Map<UserId, Hold> holds = new ConcurrentHashMap<>();
    private final Map<GroupId, Long> changes = new ConcurrentHashMap<>();

    /** All holds, those that have ended, too. */
    public Stream<Hold> all() {
        return holds.values().stream();
    }

    @Override
    public Optional<Hold> find(UserId user) {
        return Optional.ofNullable(holds.get(user));
    }

    @Override
    public void place(GroupId group, Hold hold) {
        if (holds.containsKey(hold.user())) {
            changes.merge(group, 1L, Long::sum);
        }
        holds.put(hold.user(), hold);
    }

    @Override
    public void release(GroupId group, UserId user) {
        changes.merge(group, 1L, Long::sum);
        holds.remove(user);
    }

    @Override
    public long changes(GroupId group) {
        return changes.getOrDefault(group, 0L);
    }
}
