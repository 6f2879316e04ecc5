package sundown.google.play;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.api.client.http.HttpResponseException;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.ServiceAccountCredentials;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import sundown.edge.Json;
import sundown.failure.PermanentFailure;
import sundown.google.play.PlayAnswers.Reply;
import sundown.google.play.PlayAnswers.Reply.Call;
import sundown.runtime.HttpCalls;
import sundown.secret.Credential;
import sundown.secret.Credential.ServiceAccountKey;
import sundown.secret.CredentialCache;
import sundown.secret.Secret;

/**
 * Calls the Android Publisher API. Google's library exchanges the service account's key for an access token, which is
 * kept in memory; each call is one request and ends in time.
 */
@Singleton
final class PlayCalls implements AutoCloseable {
    /** The name of the app in a deployment without Google Play; a real one has a dot. */
    static final String NO_APP = "none";

    private static final Logger LOG = Logger.getLogger(PlayCalls.class);
    private static final String SCOPE = "https://www.googleapis.com/auth/androidpublisher";

    /** The longest wait for one answer; a refund takes up to five calls. */
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

    /** An order of several items fills a hundredth of it. */
    private static final long ANSWER_BYTES_MAX = 1 << 20;

    /** A token is given out no more in its last minute. */
    private static final Duration VALIDITY_MIN = Duration.ofMinutes(1);

    private final HttpCalls http = new HttpCalls(CONNECT_TIMEOUT, ANSWER_BYTES_MAX);
    private final NetHttpTransport tokens = new NetHttpTransport();
    private final String api;
    private final String app;
    private final PlayPace pace;
    private final CredentialCache<ServiceAccountKey> keys;
    private final Clock clock;
    private Optional<Kept> kept = Optional.empty();

    private record Kept(ServiceAccountKey key, AccessToken token) {
        boolean isFor(ServiceAccountKey other, Instant now) {
            return key.equals(other)
                    && now.plus(VALIDITY_MIN).isBefore(token.getExpirationTime().toInstant());
        }
    }

    PlayCalls(
            @ConfigProperty(name = "GOOGLE_PLAY_URI") String api,
            @ConfigProperty(name = "GOOGLE_PLAY_PACKAGE") String app,
            PlayPace pace,
            Credential.Source<ServiceAccountKey> keys,
            Clock clock) {
        this.api = api;
        this.app = app;
        this.pace = pace;
        this.keys = new CredentialCache<>(keys, clock);
        this.clock = clock;
    }

    sealed interface Outcome {
        /** @param body an empty object where Google answered nothing */
        record Success(JsonNode body) implements Outcome {}

        record Failure(Reply reply) implements Outcome {}
    }

    Outcome get(Call call, String path) {
        return ask(call, request(path).GET());
    }

    Outcome post(Call call, String path, String body) {
        return ask(
                call,
                request(path).setHeader("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        if (app.equals(NO_APP)) {
            throw new PermanentFailure("Google Play: this deployment has no key for it: set GooglePlayPackage");
        }
        return HttpRequest.newBuilder(URI.create(api + "/androidpublisher/v3/applications/" + app + path));
    }

    /** Asks with the key in use, and once more when Google refuses it, or its token. */
    private Outcome ask(Call call, HttpRequest.Builder request) {
        ServiceAccountKey key = keys.current();
        Outcome first = ask(call, request, key);
        if (!(first instanceof Outcome.Failure(Reply reply) && reply.refusesKey())) {
            return first;
        }
        drop();
        return ask(call, request, keys.replacement(key).orElse(key));
    }

    private Outcome ask(Call call, HttpRequest.Builder request, ServiceAccountKey key) {
        try {
            request.setHeader("Authorization", "Bearer " + token(key).getTokenValue());
        } catch (IOException refused) {
            return new Outcome.Failure(refusal(refused));
        }
        return pace.during(() -> send(call, request.build()));
    }

    private Outcome send(Call call, HttpRequest request) {
        try {
            HttpResponse<String> answer = http.send(request, TIMEOUT);
            return answer.statusCode() / 100 == 2
                    ? read(call, answer)
                    : new Outcome.Failure(Reply.of(call, answer.statusCode(), answer.body()));
        } catch (IOException silent) {
            LOG.infof("no answer to %s: %s", call, silent.getCause().getClass().getName());
            return new Outcome.Failure(Reply.silence(call));
        }
    }

    private static Outcome read(Call call, HttpResponse<String> answer) {
        try {
            return new Outcome.Success(Json.read(answer.body().isBlank() ? "{}" : answer.body()));
        } catch (IllegalArgumentException notJson) {
            return new Outcome.Failure(Reply.of(call, answer.statusCode(), ""));
        }
    }

    private synchronized AccessToken token(ServiceAccountKey key) throws IOException {
        Instant now = clock.instant();
        if (kept.filter(each -> each.isFor(key, now)).isEmpty()) {
            kept = Optional.of(new Kept(key, credentials(key).refreshAccessToken()));
        }
        return kept.get().token();
    }

    private synchronized void drop() {
        kept = Optional.empty();
    }

    private ServiceAccountCredentials credentials(ServiceAccountKey key) {
        try {
            JsonNode file = Json.read(key.secret().reveal());
            return ServiceAccountCredentials.newBuilder()
                    .setClientEmail(Json.text(file, "client_email"))
                    .setPrivateKeyString(Json.text(file, "private_key"))
                    .setPrivateKeyId(Json.text(file, "private_key_id"))
                    .setTokenServerUri(URI.create(Json.text(file, "token_uri")))
                    .setScopes(List.of(SCOPE))
                    .setHttpTransportFactory(() -> tokens)
                    .setDefaultRetriesEnabled(false)
                    .build();
        } catch (IllegalArgumentException | IOException malformed) {
            throw new PermanentFailure("Google Play: the key is not that of a service account");
        }
    }

    /** The library's messages hold the account's address and the body, so they are not logged. */
    private static Reply refusal(IOException refused) {
        Throwable cause = refused.getCause() == null ? refused : refused.getCause();
        LOG.infof("no access token for Google Play: %s", cause.getClass().getName());
        return cause instanceof HttpResponseException answer
                ? Reply.of(
                        Call.TOKEN,
                        answer.getStatusCode(),
                        Optional.ofNullable(answer.getContent()).orElse(""))
                : Reply.silence(Call.TOKEN);
    }

    @Override
    @PreDestroy
    public void close() {
        http.close();
    }
}
