package sundown.hold;

import java.time.Instant;
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
    public synchronized boolean place(GroupId group, Hold hold) {
        Optional<Hold> existing = find(hold.user());
        existing.ifPresent(_ -> changes.merge(group, 1L, Long::sum));
        boolean placed = existing.map(hold::mayReplace).orElse(true);
        if (placed) {
            holds.put(hold.user(), hold);
        }
        return placed;
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

    /** Releases a hold that opens no exports. */
    public void release(GroupId group, UserId user) {
        release(group, user, Instant.EPOCH);
    }

    @Override
    public synchronized boolean release(GroupId group, UserId user, Instant now) {
        changes.merge(group, 1L, Long::sum);
        boolean settled = find(user)
                .filter(hold -> hold.opensExportsAfter(now.minus(Hold.SETTLING_TIME)))
                .isEmpty();
        if (settled) {
            holds.remove(user);
        }
        return settled;
    }

    @Override
    public long changes(GroupId group) {
        return changes.getOrDefault(group, 0L);
    }
}
