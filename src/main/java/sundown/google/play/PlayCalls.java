package sundown.google.play;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.api.client.http.HttpResponseException;
import com.google.api.client.http.javanet.NetHttpTransport;
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
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import sundown.edge.Json;
import sundown.failure.PermanentFailure;
import sundown.google.play.PlayAnswers.Call;
import sundown.google.play.PlayAnswers.Reply;
import sundown.runtime.HttpCalls;
import sundown.secret.Credential;
import sundown.secret.Credential.ServiceAccountKey;
import sundown.secret.CredentialCache;

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

    private final HttpCalls http = new HttpCalls(CONNECT_TIMEOUT, ANSWER_BYTES_MAX);
    private final NetHttpTransport tokens = new NetHttpTransport();
    private final String api;
    private final String app;
    private final PlayPace pace;
    private final CredentialCache<ServiceAccountKey> keys;
    private Optional<Account> last = Optional.empty();

    /** Keeps its access token until shortly before that expires. */
    private record Account(ServiceAccountKey key, ServiceAccountCredentials credentials) {}

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
    }

    sealed interface Outcome {
        /**
         * An answer that says yes.
         *
         * @param body an empty object where Google answered nothing
         */
        record Success(JsonNode body) implements Outcome {}

        record Failure(Reply reply) implements Outcome {}
    }

    /** Makes a call that changes nothing. */
    Outcome send(Call call, String path) {
        return ask(call, request(path));
    }

    Outcome send(Call call, String path, String body) {
        return ask(
                call,
                request(path).setHeader("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        if (app.equals(NO_APP)) {
            throw new PermanentFailure("Google Play: this deployment has no app there: set GooglePlayPackage");
        }
        return HttpRequest.newBuilder(URI.create(api + "/androidpublisher/v3/applications/" + app + path));
    }

    /** Asks with the key in use, and once more when Google refuses it, or its token. */
    private Outcome ask(Call call, HttpRequest.Builder request) {
        ServiceAccountKey key = keys.current();
        Outcome first = ask(call, request, key, false);
        return first instanceof Outcome.Failure(Reply reply) && reply.refusesKey()
                ? ask(call, request, keys.replacement(key).orElse(key), true)
                : first;
    }

    private Outcome ask(Call call, HttpRequest.Builder request, ServiceAccountKey key, boolean newToken) {
        try {
            request.setHeader("Authorization", "Bearer " + token(credentials(key), newToken));
        } catch (IOException refused) {
            return new Outcome.Failure(refusal(refused));
        }
        pace.take();
        return send(call, request.build());
    }

    private Outcome send(Call call, HttpRequest request) {
        try {
            HttpResponse<String> answer = http.send(request, TIMEOUT);
            return answer.statusCode() / 100 == 2
                    ? new Outcome.Success(Json.read(answer.body().isBlank() ? "{}" : answer.body()))
                    : new Outcome.Failure(Reply.of(call, answer.statusCode(), answer.body()));
        } catch (IOException | IllegalArgumentException silentOrNotJson) {
            LOG.infof("no answer to %s: %s", call, silentOrNotJson.getClass().getName());
            return new Outcome.Failure(Reply.silence(call));
        }
    }

    private static String token(ServiceAccountCredentials account, boolean another) throws IOException {
        if (another) {
            account.refresh();
        } else {
            account.refreshIfExpired();
        }
        return account.getAccessToken().getTokenValue();
    }

    private synchronized ServiceAccountCredentials credentials(ServiceAccountKey key) {
        Account account = last.filter(each -> each.key().equals(key)).orElseGet(() -> new Account(key, read(key)));
        last = Optional.of(account);
        return account.credentials();
    }

    private ServiceAccountCredentials read(ServiceAccountKey key) {
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
        return refused.getCause() instanceof HttpResponseException answer
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
