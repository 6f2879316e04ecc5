package sundown.runtime;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls over HTTP with one pool of connections. They follow no redirect, and end in time with both bodies. */
public final class HttpCalls implements AutoCloseable {
    private final HttpClient client;
    private final long longest;

    /** @param longest the most bytes of an answer */
    public HttpCalls(Duration connecting, long longest) {
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connecting)
                .build();
        this.longest = longest;
    }

    /**
     * Makes a call.
     *
     * @param patience how long it may take
     * @throws IOException when no whole answer comes in time; its cause tells why
     */
    public HttpResponse<String> send(HttpRequest request, Duration patience) throws IOException {
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), longest));
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException broken) {
            throw new IOException("no answer", broken.getCause());
        } catch (TimeoutException late) {
            throw new IOException("no answer in time", late);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        } finally {
            answer.cancel(true);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
