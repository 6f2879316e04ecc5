package sundown.google;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;
import sundown.google.Reply.Call;
import sundown.google.Reply.RetryAfter;
import sundown.runtime.HttpCalls;
import sundown.transfer.PhotoLibrary.AccessToken;

/**
 * Calls Google's HTTP interfaces with one connection pool. Follows no redirect, and cancels a call without a complete
 * answer in time.
 */
@Singleton
final class GoogleHttp implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(GoogleHttp.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /** Valid answers, tokens and short documents, are much shorter. */
    private static final long ANSWER_BYTES_MAX = 1 << 20;

    private final HttpCalls calls = new HttpCalls(CONNECT_TIMEOUT, ANSWER_BYTES_MAX);
    private final Clock clock;

    GoogleHttp(Clock clock) {
        this.clock = clock;
    }

    sealed interface HttpAnswer {}

    /** A 2xx. */
    record Success(HttpResponse<String> response) implements HttpAnswer {
        /** A header's value; empty when it is absent. */
        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        String body() {
            return response.body().strip();
        }

        /** The reply for the table when the answer lacks its content. */
        Reply hollow(Call call) {
            return new Reply(call, new Signal.Http(response.statusCode()), "");
        }
    }

    /** Anything else, for the table. */
    record Failure(Reply reply) implements HttpAnswer {}

    /** Begins a request with a user's token. */
    static HttpRequest.Builder request(URI uri, AccessToken access) {
        return HttpRequest.newBuilder(uri).setHeader("Authorization", "Bearer " + access.value());
    }

    /**
     * Makes a call.
     *
     * @param patience how long the call may take, including both bodies
     */
    HttpAnswer call(Call call, HttpRequest request, Duration patience) {
        try {
            return outcome(call, calls.send(request, patience));
        } catch (IOException silent) {
            LOG.infof("no answer to %s: %s", call, rootOf(silent).getClass().getName());
            return new Failure(Reply.silence(call));
        }
    }

    private HttpAnswer outcome(Call call, HttpResponse<String> response) {
        if (response.statusCode() / 100 == 2) {
            return new Success(response);
        }
        Reply reply = new Reply(call, new Signal.Http(response.statusCode()), response.body());
        return new Failure(response.headers()
                .firstValue("Retry-After")
                .flatMap(value -> RetryAfter.ofHeader(value, clock.instant()))
                .map(reply::waiting)
                .orElse(reply));
    }

    private static Throwable rootOf(Throwable cause) {
        return cause.getCause() == null ? cause : rootOf(cause.getCause());
    }

    @Override
    @PreDestroy
    public void close() {
        calls.close();
    }
}
