package sundown.readiness;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import sundown.account.UserId;

/** Accounts in memory, in the order of a hash of their ids. */
public final class InMemoryAccountSample implements AccountSample {
    private final Map<Integer, SampledAccount> accounts = new TreeMap<>();

    /** Adds or replaces an account. */
    public void put(SampledAccount account) {
        accounts.put(order(account.user()), account);
    }

    private static int order(UserId user) {
        return Integer.reverse(user.value().hashCode());
    }

    @Override
    public List<SampledAccount> list(UserId place, int limit) {
        return accounts.entrySet().stream()
                .filter(entry -> entry.getKey() > order(place))
                .map(Map.Entry::getValue)
                .limit(limit)
                .toList();
    }
}
