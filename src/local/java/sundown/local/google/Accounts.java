package sundown.local.google;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import sundown.local.google.StandInGoogleSettings.AccountSettings;

/** The accounts there are, by e-mail address. */
public final class Accounts {
    private final Map<String, Account> accounts = new ConcurrentSkipListMap<>();
    private final OpaqueIds ids;

    public Accounts(OpaqueIds ids) {
        this.ids = ids;
    }

    /** Makes an account; one with the same address that exists already stays as it is. */
    public Account create(AccountSettings settings) {
        return accounts.computeIfAbsent(settings.email(), email -> new Account(ids.subject(), settings));
    }

    public Optional<Account> find(String email) {
        return Optional.ofNullable(accounts.get(email));
    }

    /**
     * The account of an address.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Account get(String email) {
        return find(email).orElseThrow(() -> new IllegalArgumentException("no account " + email));
    }

    /** All of them, in the order of their addresses. */
    public List<Account> all() {
        return List.copyOf(accounts.values());
    }
}
