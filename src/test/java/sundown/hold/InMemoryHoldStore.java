package sundown.hold;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import sundown.account.Found;
import sundown.account.FoundRows;
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
    public Found<Hold> findAll(List<UserId> users) {
        return FoundRows.of(users, this::find);
    }

    @Override
    public void place(GroupId group, Hold hold) {
        if (holds.containsKey(hold.user())) {
            changes.merge(group, 1L, Long::sum);
        }
        holds.put(hold.user(), hold);
    }

    @Override
    public synchronized boolean placeWhereNone(Hold hold) {
        boolean none =
                find(hold.user()).filter(old -> old.holdsAt(hold.placedAt())).isEmpty();
        if (none) {
            holds.put(hold.user(), hold);
        }
        return none;
    }

    @Override
    public List<Hold> list(Optional<UserId> after, int limit) {
        return all().filter(hold -> after.map(UserId::value)
                        .map(last -> hold.user().value().compareTo(last) > 0)
                        .orElse(true))
                .sorted(Comparator.comparing(hold -> hold.user().value()))
                .limit(limit)
                .toList();
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
