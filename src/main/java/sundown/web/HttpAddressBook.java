package sundown.web;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
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
import sundown.failure.RetryableFailure;
import sundown.mail.AddressBook;
import sundown.runtime.HttpCalls;
import sundown.secret.Credential;
import sundown.secret.Credential.AddressBookToken;
import sundown.secret.CredentialCache;

/**
 * The operator's address book behind HTTPS: a POST of {@code {"userIds": […]}} with a bearer token, answered with
 * {@code {"users": […]}}. {@code docs/rooms/mail.md} has the contract.
 */
@Singleton
public final class HttpAddressBook implements AddressBook, AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** An entry has some 1,200 bytes at most. */
    private static final long ANSWER_BYTES_MAX = 1 << 20;

    private final HttpCalls calls = new HttpCalls(TIMEOUT, ANSWER_BYTES_MAX);
    private final Provider<String> uri;
    private final CredentialCache<AddressBookToken> token;

    @Inject
    public HttpAddressBook(
            @ConfigProperty(name = "MAIL_ADDRESS_BOOK_URI") Provider<String> uri,
            Credential.Source<AddressBookToken> source,
            Clock clock) {
        this.uri = uri;
        this.token = new CredentialCache<>(source, clock);
    }

    @Override
    public Found<Recipient> find(List<UserId> users) {
        JsonNode answer = ask(users);
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

    private JsonNode ask(List<UserId> users) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(uri.get()))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token.current().secret().reveal())
                .POST(BodyPublishers.ofString(Json.write(
                        Map.of("userIds", users.stream().map(UserId::value).toList()))))
                .build();
        try {
            return read(calls.send(request, TIMEOUT));
        } catch (IOException silent) {
            throw new RetryableFailure("no answer from the address book", silent);
        }
    }

    private static JsonNode read(HttpResponse<String> answer) {
        int status = answer.statusCode();
        if (status >= 500 || status == 429) {
            throw new RetryableFailure("the address book answered HTTP " + status);
        }
        if (status != 200) {
            throw new PermanentFailure("the address book answered HTTP " + status);
        }
        try {
            return Json.read(answer.body());
        } catch (IllegalArgumentException notJson) {
            throw new PermanentFailure("the address book answered something that is not JSON", notJson);
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
        calls.close();
    }
}
