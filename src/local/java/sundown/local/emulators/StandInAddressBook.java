package sundown.local.emulators;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import sundown.local.http.LoopbackServer;
import sundown.local.http.Reply;
import sundown.local.http.Request;

/** The operator's address book: {@code <userId>@mail.example} for everybody, in English, unless told otherwise. */
public final class StandInAddressBook implements AutoCloseable {
    /** The bearer token that it wants. */
    public static final String TOKEN = "address-book-token";

    private static final Pattern OF_USER = Pattern.compile("^([A-Za-z0-9_-][A-Za-z0-9._-]*)@mail\\.example$");

    private final Map<String, Object> entries = new ConcurrentHashMap<>();
    private final LoopbackServer server = LoopbackServer.serving(this::answer);

    private StandInAddressBook() {}

    public static StandInAddressBook start() {
        return new StandInAddressBook();
    }

    public URI uri() {
        return URI.create(server.address() + "/address-book");
    }

    /** Answers so for a user; an empty text for one without an address. */
    public void put(String userId, Object entry) {
        entries.put(userId, entry);
    }

    public static Map<String, Object> entry(String userId, String address, String language, boolean reminders) {
        return Map.of(
                "userId",
                userId,
                "address",
                address,
                "language",
                language,
                "reminders",
                reminders,
                "unsubscribe",
                "https://mail.example/unsubscribe/" + userId);
    }

    private Reply answer(Request request) throws IOException {
        if (!request.bearerToken().filter(TOKEN::equals).isPresent()) {
            return Reply.empty(401);
        }
        if (request.path().endsWith("/search")) {
            return Reply.json(
                    200, Map.of("userIds", search(request.json().path("address").asText())));
        }
        List<Object> users = request.json()
                .path("userIds")
                .valueStream()
                .map(user -> user.asText())
                .flatMap(user -> Stream.of(entries.getOrDefault(user, entry(user, user + "@mail.example", "en", true))))
                .filter(entry -> !entry.equals(""))
                .toList();
        return Reply.json(200, Map.of("users", users));
    }

    /** Everybody has an address unless told otherwise, whether they are a user or not. */
    private List<String> search(String address) {
        Stream<String> told = entries.keySet().stream()
                .filter(user -> entries.get(user) instanceof Map<?, ?> entry && address.equals(entry.get("address")));
        Stream<String> others = OF_USER.matcher(address)
                .results()
                .map(found -> found.group(1))
                .filter(user -> !entries.containsKey(user));
        return Stream.concat(told, others).sorted().toList();
    }

    @Override
    public void close() {
        server.close();
    }
}
