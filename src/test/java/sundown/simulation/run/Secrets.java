package sundown.simulation.run;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import sundown.account.UserId;

/**
 * All secrets of a world: what was sealed, the links, the e-mail addresses, and the titles of private albums. None of
 * them may be where anyone reads it; an address or a title may be in an answer to its owner.
 */
public final class Secrets {
    /** What a breach is called. */
    public static final String KEPT = "a secret is told to its owner alone";

    private final Set<String> known = new HashSet<>();
    private final Map<String, UserId> owned = new HashMap<>();
    private final Set<String> addresses = new HashSet<>();

    public void add(String secret) {
        known.add(secret);
    }

    /** A secret that its owner sees in answers, and nobody anywhere else. */
    public void addOwned(UserId owner, String secret) {
        owned.put(secret, owner);
    }

    /** An address, which its owner sees, and which is stored nowhere. */
    public void addAddress(UserId owner, String email) {
        addOwned(owner, email);
        addresses.add(email);
    }

    /** None of them is in a text. */
    public void requireNoneIn(String text, String where) {
        requireNone(Stream.concat(known.stream(), owned.keySet().stream()), text, where);
    }

    /** None of them but those of a user is in an answer to the user. */
    public void requireNoneInAnswer(String text, UserId user, String where) {
        Stream<String> ofOthers = owned.entrySet().stream()
                .filter(secret -> !secret.getValue().equals(user))
                .map(Map.Entry::getKey);
        requireNone(Stream.concat(known.stream(), ofOthers), text, where);
    }

    /** No address is in what is stored; rows of the ledger have other secrets. Most worlds know no address. */
    void requireNoAddressIn(Object[] stored, String where) {
        if (!addresses.isEmpty()) {
            Stream.of(stored).forEach(one -> requireNone(addresses.stream(), text(one), where));
        }
    }

    private static String text(Object stored) {
        return stored instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : String.valueOf(stored);
    }

    private static void requireNone(Stream<String> secrets, String text, String where) {
        secrets.forEach(secret -> Violation.unless(!text.contains(secret), KEPT, where));
    }
}
