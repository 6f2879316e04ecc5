package sundown.local.demo.app;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * Sends a request again when the API is busy, as apps do: 503 says that, and {@code Retry-After} how long to wait. A
 * slow machine answers so when a function needs longer to start than the API waits.
 */
public final class Retries {
    static final int MOST = 4;

    private static final int BUSY = 503;
    private static final long USUAL_SECONDS = 2;
    private static final long MOST_SECONDS = 30;

    private Retries() {}

    /** The last answer: busy still, if all of them are. */
    public static HttpResponse<String> send(HttpClient http, HttpRequest request)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        for (int again = 0; again < MOST && answer.statusCode() == BUSY; again++) {
            Thread.sleep(wait(answer));
            answer = http.send(request, BodyHandlers.ofString());
        }
        return answer;
    }

    private static Duration wait(HttpResponse<?> answer) {
        return Duration.ofSeconds(
                Math.min(answer.headers().firstValueAsLong("Retry-After").orElse(USUAL_SECONDS), MOST_SECONDS));
    }
}
