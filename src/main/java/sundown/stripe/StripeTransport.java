package sundown.stripe;

import com.stripe.exception.ApiConnectionException;
import com.stripe.net.HttpClient;
import com.stripe.net.HttpHeaders;
import com.stripe.net.StripeRequest;
import com.stripe.net.StripeResponse;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;
import sundown.runtime.HttpCalls;

/**
 * Sends the requests of Stripe's library. The library's own client limits the time between two bytes, not the whole
 * call, and the JDK's client under it may repeat a POST. Here a call is one request and ends in time.
 */
@Singleton
final class StripeTransport extends HttpClient implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(StripeTransport.class);

    /**
     * The longest wait for one answer. A refund takes up to four calls: a list, the charge, its creation, and a list.
     */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

    /** A page of 100 refunds fills a tenth of it. */
    private static final long ANSWER_BYTES_MAX = 4 << 20;

    private final HttpCalls calls = new HttpCalls(CONNECT_TIMEOUT, ANSWER_BYTES_MAX);
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
        try {
            return response(calls.send(http(request), timeout));
        } catch (IOException silent) {
            LOG.infof("no answer from Stripe: %s", silent.getCause().getClass().getName());
            throw new ApiConnectionException("no answer", silent);
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

    @Override
    @PreDestroy
    public void close() {
        calls.close();
    }
}
