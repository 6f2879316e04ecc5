package sundown.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import sundown.edge.Json;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.runtime.HttpCalls;
import sundown.secret.Credential;
import sundown.secret.CredentialCache;
import sundown.secret.Secret;

/** An HTTPS endpoint of the operator, which takes JSON with a bearer token. */
final class OperatorEndpoint<C extends Credential> implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final String name;
    private final HttpCalls calls;
    private final CredentialCache<C> token;
    private final Function<C, Secret> secret;

    /**
     * An endpoint.
     *
     * @param name for messages
     */
    OperatorEndpoint(
            String name, long answerBytesMax, Credential.Source<C> source, Function<C, Secret> secret, Clock clock) {
        this.name = name;
        this.calls = new HttpCalls(TIMEOUT, answerBytesMax);
        this.token = new CredentialCache<>(source, clock);
        this.secret = secret;
    }

    HttpResponse<String> post(String uri, Object body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri))
                .header("Content-Type", "application/json")
                .header(
                        "Authorization",
                        "Bearer " + secret.apply(token.current()).reveal())
                .POST(BodyPublishers.ofString(Json.write(body)));
        headers.forEach(request::header);
        try {
            return calls.send(request.build(), TIMEOUT);
        } catch (IOException silent) {
            throw new RetryableFailure("no answer from the " + name, silent);
        }
    }

    /** The JSON of a good answer. */
    JsonNode read(HttpResponse<String> answer) {
        int status = answer.statusCode();
        if (status >= 500 || status == 429) {
            throw new RetryableFailure("the " + name + " answered HTTP " + status);
        }
        if (status != 200) {
            throw new PermanentFailure("the " + name + " answered HTTP " + status);
        }
        try {
            return Json.read(answer.body());
        } catch (IllegalArgumentException notJson) {
            throw new PermanentFailure("the " + name + " answered something that is not JSON", notJson);
        }
    }

    @Override
    public void close() {
        calls.close();
    }
}
