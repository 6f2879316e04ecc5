package sundown.local.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import sundown.local.http.Json;
import sundown.runtime.ManualClock;

/** The stand-in Stripe, and a client that speaks plain HTTP to it. */
final class StripeFixture implements AutoCloseable {
    static final String API_KEY = "sk_test_1";
    static final String WEBHOOK_SECRET = "whsec_1";

    final ManualClock clock = new ManualClock(Instant.parse("2022-12-01T10:00:00Z"));
    final StandInStripe stripe = StandInStripe.start(new StandInStripeSettings(API_KEY, WEBHOOK_SECRET), clock);
    private final HttpClient client = HttpClient.newHttpClient();

    /** An answer and its document. */
    record Answered(HttpResponse<String> response, JsonNode document) {
        int status() {
            return response.statusCode();
        }

        String text(String pointer) {
            return document.at(pointer).asText();
        }
    }

    Answered get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    Answered post(String path, String form) throws IOException, InterruptedException {
        return send(form(path, form));
    }

    Answered post(String path, String form, String key) throws IOException, InterruptedException {
        return send(form(path, form).header("Idempotency-Key", key));
    }

    Answered postJson(String path, String json) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    HttpRequest.Builder form(String path, String form) {
        return request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(stripe.uri() + path)).setHeader("Authorization", "Bearer " + API_KEY);
    }

    Answered send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        return new Answered(response, Json.MAPPER.readTree(response.body()));
    }

    @Override
    public void close() {
        client.shutdownNow();
        stripe.close();
    }
}
