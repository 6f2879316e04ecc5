package sundown.account;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Accounts in memory. */
public final class InMemoryAccountStore implements AccountStore {
    private final Map<UserId, Account> accounts = new ConcurrentHashMap<>();

    /** Adds an account, or puts it in the place of the user's. */
    public void put(Account account) {
        accounts.put(account.user(), account);
    }

    /** Takes an account away. */
    public void remove(UserId user) {
        accounts.remove(user);
    }

    /** Puts an account in the place of one that was read, if that is still there. */
    public boolean replace(Account read, Account changed) {
        return accounts.replace(read.user(), read, changed);
    }

    @Override
    public Optional<Account> find(UserId user) {
        return Optional.ofNullable(accounts.get(user));
    }
}
