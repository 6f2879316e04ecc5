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

    @Override
    public Optional<Account> find(UserId user) {
        return Optional.ofNullable(accounts.get(user));
    }
}
