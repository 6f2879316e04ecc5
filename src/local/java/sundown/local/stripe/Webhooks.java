package sundown.local.stripe;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import sundown.local.http.Json;
import sundown.local.stripe.StandInStripe.WebhookSignature;

/** Sends word of every refund that is made or changes, and of every invoice that is paid, signed, until it arrives. */
final class Webhooks implements AutoCloseable {
    private static final Duration BEAT = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Books books;
    private final Supplier<Optional<URI>> address;
    private final String secret;
    private final List<Delivery> deliveries = new ArrayList<>();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final CountDownLatch closing = new CountDownLatch(1);

    Webhooks(Books books, Supplier<Optional<URI>> address, String secret) {
        this.books = books;
        this.address = address;
        this.secret = secret;
    }

    void start() {
        Thread.ofPlatform().daemon().name("stripe-webhooks").start(this::deliverUntilClosed);
    }

    private void deliverUntilClosed() {
        try {
            while (!closing.await(BEAT.toMillis(), TimeUnit.MILLISECONDS)) {
                deliver();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What has been sent, or is to be sent again. */
    synchronized List<Delivery> deliveries() {
        return List.copyOf(deliveries);
    }

    /** All that has happened, whether it was sent or not. */
    synchronized List<Delivery> events() {
        write();
        return deliveries();
    }

    private void deliver() {
        Optional<URI> target = address.get();
        if (target.isEmpty()) {
            return;
        }
        write();
        for (int index = 0; index < deliveries().size(); index++) {
            Delivery delivery = deliveries().get(index);
            Instant now = books.now();
            if (delivery.isDue(now)) {
                replace(index, delivery.sent(send(target.get(), delivery, now), now));
            }
        }
    }

    private synchronized void write() {
        for (Books.News news : books.takeNews()) {
            String id = "evt_%024d".formatted(deliveries.size() + 1);
            deliveries.add(Delivery.of(id, news.event(), event(id, news), books.now()));
        }
    }

    private String event(String id, Books.News news) {
        Instant now = books.now();
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("id", id);
        event.put("object", "event");
        event.put("created", now.getEpochSecond());
        event.put("data", Map.of("object", news.document()));
        event.put("livemode", false);
        event.put("type", news.event());
        return Json.write(event);
    }

    private synchronized void replace(int index, Delivery delivery) {
        deliveries.set(index, delivery);
    }

    /** The status of the answer, or 0. */
    private int send(URI target, Delivery delivery, Instant now) {
        HttpRequest request = HttpRequest.newBuilder(target)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json; charset=utf-8")
                .header(WebhookSignature.HEADER, WebhookSignature.of(delivery.body(), now, secret))
                .POST(HttpRequest.BodyPublishers.ofString(delivery.body()))
                .build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException notReached) {
            return 0;
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    @Override
    public void close() {
        closing.countDown();
        client.shutdownNow();
    }

    /**
     * An event on its way.
     *
     * @param attempts how often it was sent
     * @param status the last answer's; 0 where there was none
     * @param nextAt when it is sent, or sent again
     */
    public record Delivery(
            String id, String type, Instant createdAt, String body, int attempts, int status, Instant nextAt) {
        private static final int MOST_ATTEMPTS = 12;
        private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

        static Delivery of(String id, String type, String body, Instant now) {
            return new Delivery(id, type, now, body, 0, 0, now);
        }

        /** The same after it was sent; it comes again ever later, within about three days. */
        Delivery sent(int answered, Instant now) {
            Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(2 * attempts, 15));
            return new Delivery(id, type, createdAt, body, attempts + 1, answered, now.plus(pause));
        }

        /** True when it has arrived. */
        public boolean hasArrived() {
            return status / 100 == 2;
        }

        boolean isDue(Instant now) {
            return !hasArrived() && attempts < MOST_ATTEMPTS && !nextAt.isAfter(now);
        }
    }
}
