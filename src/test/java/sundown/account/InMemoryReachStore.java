package sundown.account;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;

/** How far users are reached, in memory. */
public final class InMemoryReachStore implements ReachStore {
    private final Map<UserId, Reach> rows = new ConcurrentHashMap<>();
    private final AtomicInteger notes = new AtomicInteger();

    @Override
    public Found<Reach> findAll(List<UserId> users) {
        return new Found<>(users.stream().filter(rows::containsKey).collect(Collectors.toMap(user -> user, user -> {
            Reach reach = rows.get(user);
            return () -> reach;
        })));
    }

    @Override
    public void note(UserId user, Reach reach, Instant at) {
        notes.incrementAndGet();
        rows.merge(user, reach, BinaryOperator.maxBy(Reach::compareTo));
    }

    /** How often something was noted, news or not. */
    public int notes() {
        return notes.get();
    }

    /** How far a user is reached, if that was noted. */
    public Optional<Reach> find(UserId user) {
        return Optional.ofNullable(rows.get(user));
    }
}
