package sundown.account;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import sundown.failure.PermanentFailure;

/** Accounts in memory. */
public final class InMemoryAccountStore implements AccountStore {
    private final Map<UserId, Account> accounts = new ConcurrentHashMap<>();
    private final Set<UserId> spoilt = ConcurrentHashMap.newKeySet();

    /** Adds or replaces an account. */
    public void put(Account account) {
        accounts.put(account.user(), account);
    }

    /** From now on, the row of a user cannot be read. */
    public void spoil(UserId user) {
        spoilt.add(user);
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
        if (spoilt.contains(user)) {
            throw new PermanentFailure("a row cannot be read: account");
        }
        return Optional.ofNullable(accounts.get(user));
    }

    @Override
    public Found<Account> findAll(List<UserId> users) {
        return FoundRows.of(users, this::find);
    }
}
