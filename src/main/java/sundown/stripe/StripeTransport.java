package sundown.stripe;

import com.stripe.exception.ApiConnectionException;
import com.stripe.net.HttpClient;
import com.stripe.net.HttpHeaders;
import com.stripe.net.StripeRequest;
import com.stripe.net.StripeResponse;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Sends the requests of Stripe's library. The library's own client limits the time between two bytes, not the whole
 * call, and the JDK's client under it may repeat a POST. Here a call is one request and ends in time.
 */
@Singleton
final class StripeTransport extends HttpClient implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(StripeTransport.class);

    /** A refused create is followed by a list; both must end within the function's 29 seconds. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

    /** A page of 100 refunds fills a tenth of it. */
    private static final long LONGEST_ANSWER = 4 << 20;

    private final java.net.http.HttpClient client = java.net.http.HttpClient.newBuilder()
            .version(java.net.http.HttpClient.Version.HTTP_1_1)
            .followRedirects(java.net.http.HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
    private final Duration timeout;

    @Inject
    StripeTransport() {
        this(TIMEOUT);
    }

    /**
     * Makes a transport.
     *
     * @param timeout how long a call may take in all, its bodies included
     */
    StripeTransport(Duration timeout) {
        this.timeout = timeout;
    }

    @Override
    public StripeResponse request(StripeRequest request) throws ApiConnectionException {
        BodyHandler<String> body = BodyHandlers.limiting(BodyHandlers.ofString(), LONGEST_ANSWER);
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(http(request), body);
        try {
            return response(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException broken) {
            throw silence(broken.getCause());
        } catch (TimeoutException late) {
            throw silence(late);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw silence(stopped);
        } finally {
            answer.cancel(true);
        }
    }

    private static HttpRequest http(StripeRequest request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(
                        URI.create(request.url().toString()))
                .method(request.method().name(), body(request));
        request.headers().map().forEach((name, values) -> builder.setHeader(name, String.join(",", values)));
        Optional.ofNullable(request.content())
                .ifPresent(content -> builder.setHeader("Content-Type", content.contentType()));
        return builder.setHeader("User-Agent", buildUserAgentString(request)).build();
    }

    private static BodyPublisher body(StripeRequest request) {
        return Optional.ofNullable(request.content())
                .map(content -> BodyPublishers.ofByteArray(content.byteArrayContent()))
                .orElseGet(BodyPublishers::noBody);
    }

    private static StripeResponse response(HttpResponse<String> answer) {
        return new StripeResponse(
                answer.statusCode(), HttpHeaders.of(answer.headers().map()), answer.body());
    }

    private static ApiConnectionException silence(Throwable cause) {
        LOG.infof("no answer from Stripe: %s", cause.getClass().getName());
        return new ApiConnectionException("no answer", cause);
    }

    @Override
    @PreDestroy
    public void close() {
        client.shutdownNow();
    }
}
