package sundown.purge;

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
        Set<String> removed = rows.remove(user);
        return removed == null ? 0 : removed.size();
    }

    @Override
    public boolean any(UserId user) {
        return rows.containsKey(user);
    }
}
