package sundown.web;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import sundown.account.UserId;
import sundown.mail.DeliveryLedger.MailId;
import sundown.mail.SecondChannel;
import sundown.secret.Credential;
import sundown.secret.Credential.SecondChannelToken;

/**
 * The operator's second channel behind HTTPS: a POST of {@code {"userId", "letter", "values"}} with a bearer token and
 * an {@code Idempotency-Key}, answered with {@code {"delivered"}}. {@code docs/rooms/mail.md} has the contract.
 */
@Singleton
public final class HttpSecondChannel implements SecondChannel, AutoCloseable {
    /** The address where there is no second channel: an empty variable would be none. */
    private static final String NONE = "none";

    private static final long ANSWER_BYTES_MAX = 1 << 12;

    private final Provider<String> uri;
    private final OperatorEndpoint<SecondChannelToken> endpoint;

    @Inject
    public HttpSecondChannel(
            @ConfigProperty(name = "SECOND_CHANNEL_URI") Provider<String> uri,
            Credential.Source<SecondChannelToken> source,
            Clock clock) {
        this.uri = uri;
        this.endpoint =
                new OperatorEndpoint<>("second channel", ANSWER_BYTES_MAX, source, SecondChannelToken::secret, clock);
    }

    @Override
    public Answer send(UserId user, MailId id, String letter, Map<String, String> values) {
        String address = uri.get();
        return address.equals(NONE) ? new Answer.Off() : answer(post(address, user, id, letter, values));
    }

    private HttpResponse<String> post(
            String address, UserId user, MailId id, String letter, Map<String, String> values) {
        return endpoint.post(
                address,
                Map.of("userId", user.value(), "letter", letter, "values", values),
                Map.of("Idempotency-Key", user.value() + "/" + id));
    }

    private Answer answer(HttpResponse<String> response) {
        return switch (response.statusCode()) {
            case 429, 503 -> new Answer.Busy();
            case 422 -> new Answer.Refused("HTTP 422");
            default ->
                new Answer.Taken(endpoint.read(response).path("delivered").asBoolean());
        };
    }

    @Override
    @PreDestroy
    public void close() {
        endpoint.close();
    }
}
