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

    /** Adds a user who takes reminders, or not. */
    public void add(UserId user, String language, boolean reminders) {
        Recipient recipient = recipient(user, language, reminders);
        entries.put(user, () -> recipient);
    }

    /** Adds an entry that cannot be read. */
    public void addMalformed(UserId user) {
        entries.put(user, () -> {
            throw new PermanentFailure("an entry of the address book is malformed");
        });
    }

    static Recipient recipient(UserId user, String language, boolean reminders) {
        return new Recipient(
                new EmailAddress(user + "@example.com"),
                language,
                reminders,
                URI.create("https://example.com/unsubscribe/" + user));
    }

    @Override
    public Found<Recipient> find(List<UserId> users) {
        return new Found<>(
                users.stream().filter(entries::containsKey).collect(Collectors.toMap(user -> user, entries::get)));
    }
}
