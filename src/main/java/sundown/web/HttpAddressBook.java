package sundown.web;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import sundown.account.Found;
import sundown.account.UserId;
import sundown.edge.Json;
import sundown.failure.PermanentFailure;
import sundown.mail.AddressBook;
import sundown.secret.Credential;
import sundown.secret.Credential.AddressBookToken;

/**
 * The operator's address book behind HTTPS: a POST of {@code {"userIds": […]}} with a bearer token, answered with
 * {@code {"users": […]}}, and to search, of {@code {"address": …}} to the same address with {@code /search} at its end,
 * answered with {@code {"userIds": […]}}. {@code docs/rooms/mail.md} has the contract.
 */
@Singleton
public final class HttpAddressBook implements AddressBook, AutoCloseable {
    /** An entry has some 1,200 bytes at most. */
    private static final long ANSWER_BYTES_MAX = 1 << 20;

    /** What an endpoint answers that has no search: not found, no such method, or not implemented. */
    private static final Set<Integer> NO_SEARCH = Set.of(404, 405, 501);

    private final Provider<Optional<String>> uri;
    private final OperatorEndpoint<AddressBookToken> endpoint;

    @Inject
    public HttpAddressBook(
            @ConfigProperty(name = "MAIL_ADDRESS_BOOK_URI") Provider<Optional<String>> uri,
            Credential.Source<AddressBookToken> source,
            Clock clock) {
        this.uri = uri;
        this.endpoint =
                new OperatorEndpoint<>("address book", ANSWER_BYTES_MAX, source, AddressBookToken::secret, clock);
    }

    @Override
    public Found<Recipient> find(List<UserId> users) {
        JsonNode answer = endpoint.read(endpoint.post(
                uri.get().orElseThrow(),
                Map.of("userIds", users.stream().map(UserId::value).toList()),
                Map.of()));
        if (!answer.path("users").isArray()) {
            throw new PermanentFailure("the address book answered without users");
        }
        Set<String> asked = new HashSet<>(users.stream().map(UserId::value).toList());
        Map<UserId, Supplier<Recipient>> found = new HashMap<>();
        answer.path("users").forEach(entry -> {
            String user = entry.path("userId").asText();
            if (asked.contains(user)) {
                found.put(new UserId(user), () -> recipient(entry));
            }
        });
        return new Found<>(found);
    }

    @Override
    public Search search(EmailAddress address) {
        return uri.get().map(book -> search(book, address)).orElseGet(Search.Unavailable::new);
    }

    private Search search(String book, EmailAddress address) {
        HttpResponse<String> answer = endpoint.post(book + "/search", Map.of("address", address.reveal()), Map.of());
        return NO_SEARCH.contains(answer.statusCode())
                ? new Search.Unavailable()
                : new Search.Users(userIds(endpoint.read(answer).path("userIds")));
    }

    private static List<UserId> userIds(JsonNode listed) {
        if (!listed.isArray()) {
            throw new PermanentFailure("the address book answered a search without userIds");
        }
        try {
            return listed.valueStream().map(id -> new UserId(id.asText(""))).toList();
        } catch (IllegalArgumentException malformed) {
            throw new PermanentFailure("the address book found something that is not a user id");
        }
    }

    /** The failure names the wrong part, and nothing of its content. */
    private static Recipient recipient(JsonNode entry) {
        try {
            return new Recipient(
                    new EmailAddress(Json.text(entry, "address")),
                    Json.text(entry, "language"),
                    entry.path("reminders").asBoolean(true),
                    URI.create(Json.text(entry, "unsubscribe")));
        } catch (IllegalArgumentException malformed) {
            throw new PermanentFailure("an entry of the address book is malformed");
        }
    }

    @Override
    @PreDestroy
    public void close() {
        endpoint.close();
    }
}
