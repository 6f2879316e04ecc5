package sundown.web;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
 * {@code {"users": […]}}. {@code docs/rooms/mail.md} has the contract.
 */
@Singleton
public final class HttpAddressBook implements AddressBook, AutoCloseable {
    /** An entry has some 1,200 bytes at most. */
    private static final long ANSWER_BYTES_MAX = 1 << 20;

    private final Provider<String> uri;
    private final OperatorEndpoint<AddressBookToken> endpoint;

    @Inject
    public HttpAddressBook(
            @ConfigProperty(name = "MAIL_ADDRESS_BOOK_URI") Provider<String> uri,
            Credential.Source<AddressBookToken> source,
            Clock clock) {
        this.uri = uri;
        this.endpoint =
                new OperatorEndpoint<>("address book", ANSWER_BYTES_MAX, source, AddressBookToken::secret, clock);
    }

    @Override
    public Found<Recipient> find(List<UserId> users) {
        JsonNode answer = endpoint.read(endpoint.post(
                uri.get(), Map.of("userIds", users.stream().map(UserId::value).toList()), Map.of()));
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
