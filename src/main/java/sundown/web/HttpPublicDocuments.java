package sundown.web;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.readiness.PublicDocuments;

/** Reads documents by HTTP, one connection each: this happens a few times a day. */
@Singleton
public final class HttpPublicDocuments implements PublicDocuments {
    private static final int ANSWER_BYTES_MAX = 64 << 10;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @Override
    public Answer get(URI address) {
        try (HttpClient client = HttpClient.newBuilder()
                .connectTimeout(TIMEOUT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build()) {
            HttpResponse<InputStream> answer = client.send(request(address), BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                return new Answer(
                        answer.statusCode(), new String(body.readNBytes(ANSWER_BYTES_MAX), StandardCharsets.UTF_8));
            }
        } catch (IOException silent) {
            throw new RetryableFailure("no answer from " + address.getHost(), silent);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new RetryableFailure("no answer from " + address.getHost(), stopped);
        }
    }

    private static HttpRequest request(URI address) {
        try {
            return HttpRequest.newBuilder(address).timeout(TIMEOUT).build();
        } catch (IllegalArgumentException invalid) {
            throw new PermanentFailure("not an address of HTTP", invalid);
        }
    }
}
