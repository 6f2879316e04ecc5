package sundown.mail;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import sundown.account.Found;
import sundown.account.UserId;
import sundown.failure.PermanentFailure;

/** An address book in memory. */
public final class InMemoryAddressBook implements AddressBook {
    private final Map<UserId, Supplier<Recipient>> entries = new ConcurrentHashMap<>();
    private final Map<UserId, EmailAddress> addresses = new ConcurrentHashMap<>();
    private boolean searches = true;

    /** Adds a user who takes reminders, or not. */
    public void add(UserId user, String language, boolean reminders) {
        add(user, recipient(user, language, reminders));
    }

    /** Adds a user with an address that others may have, too. */
    public void add(UserId user, EmailAddress address) {
        add(user, new Recipient(address, "en", true, unsubscribe(user)));
    }

    private void add(UserId user, Recipient recipient) {
        entries.put(user, () -> recipient);
        addresses.put(user, recipient.address());
    }

    /** Cannot search from now on. */
    public void searchNoMore() {
        searches = false;
    }

    /** Adds an entry that cannot be read. */
    public void addMalformed(UserId user) {
        entries.put(user, () -> {
            throw new PermanentFailure("an entry of the address book is malformed");
        });
    }

    static Recipient recipient(UserId user, String language, boolean reminders) {
        return new Recipient(new EmailAddress(user + "@example.com"), language, reminders, unsubscribe(user));
    }

    private static URI unsubscribe(UserId user) {
        return URI.create("https://example.com/unsubscribe/" + user);
    }

    @Override
    public Found<Recipient> find(List<UserId> users) {
        return new Found<>(
                users.stream().filter(entries::containsKey).collect(Collectors.toMap(user -> user, entries::get)));
    }

    @Override
    public Search search(EmailAddress address) {
        return searches
                ? new Search.Users(addresses.keySet().stream()
                        .filter(user -> addresses.get(user).equals(address))
                        .toList())
                : new Search.Unavailable();
    }
}
