package sundown.local.google.library;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import sundown.local.google.account.Account;

/** The photos of all accounts. */
public final class Libraries {
    private final Map<Account, Library> libraries = new ConcurrentHashMap<>();

    Library of(Account account) {
        return libraries.computeIfAbsent(account, owner -> new Library());
    }

    /** What an account holds, in the order in which it was created. */
    public List<MediaItem> holdings(Account account) {
        return of(account).items();
    }
}
