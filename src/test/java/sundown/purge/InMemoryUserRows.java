package sundown.purge;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import sundown.account.UserId;

/** Rows in memory, by their names. */
public final class InMemoryUserRows implements UserRows {
    private final Map<UserId, Set<String>> rows = new ConcurrentHashMap<>();

    /** Adds a row. */
    public void put(UserId user, String row) {
        rows.computeIfAbsent(user, ignored -> ConcurrentHashMap.newKeySet()).add(row);
    }

    @Override
    public long remove(UserId user) {
        Set<String> all = rows.getOrDefault(user, Set.of());
        List<String> some = all.stream().limit(BATCH_ROWS).toList();
        some.forEach(all::remove);
        return some.size();
    }

    @Override
    public boolean any(UserId user) {
        return !rows.getOrDefault(user, Set.of()).isEmpty();
    }
}
