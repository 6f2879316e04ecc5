package sundown.account;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Accounts in memory. */
public final class InMemoryAccountStore implements AccountStore {
    private final Map<UserId, Account> accounts = new ConcurrentHashMap<>();

    /** Adds or replaces an account. */
    public void put(Account account) {
        accounts.put(account.user(), account);
    }

    public void remove(UserId user) {
        accounts.remove(user);
    }

    /** Replaces an account if it has not changed since it was read. */
    public boolean replace(Account read, Account changed) {
        return accounts.replace(read.user(), read, changed);
    }

    @Override
    public Optional<Account> find(UserId user) {
        return Optional.ofNullable(accounts.get(user));
    }
}
