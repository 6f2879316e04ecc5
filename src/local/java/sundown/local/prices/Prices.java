package sundown.local.prices;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import sundown.local.http.Json;

/** What a call of a port asks of AWS, how long that takes, and what it costs; from {@code bench/prices.json}. */
public final class Prices {
    private static final double NANOSECONDS = 1_000_000;
    private static final double MEGABYTES_IN_A_GIGABYTE = 1_024;

    private final JsonNode document;
    private final Map<String, Kind> kinds = new HashMap<>();

    private Prices(JsonNode document) {
        this.document = document;
    }

    public static Prices read() {
        return new Prices(resource("prices.json"));
    }

    public static JsonNode resource(String name) {
        try (InputStream resource = Prices.class.getResourceAsStream("/bench/" + name)) {
            return Json.MAPPER.readTree(resource);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public record Cost(String service, long requests, Duration time, double dollars) {}

    /**
     * A kind of call.
     *
     * @param per how many rows, keys or messages one request takes
     * @param times how many requests the adapter makes at once
     * @param unitsEach the price's units of each row; without it a request is a unit
     */
    private record Kind(
            String service,
            long per,
            long times,
            Optional<Double> unitsEach,
            double milliseconds,
            double millisecondsEach,
            double dollars) {
        private Cost cost(long count) {
            long requests = times * Math.max(1, Math.ceilDiv(count, per));
            double time = requests * milliseconds + count * millisecondsEach;
            double units = unitsEach.map(each -> Math.max(1, each * count)).orElse((double) requests);
            return new Cost(service, requests, Duration.ofNanos(Math.round(time * NANOSECONDS)), units * dollars);
        }
    }

    /**
     * The cost of a call.
     *
     * @param count of the rows, keys or messages that it takes or brings
     * @throws AssertionError when the table does not have it: no function may go on as if that were a failure of a port
     */
    public Cost of(String call, long count) {
        return kinds.computeIfAbsent(call, this::kind).cost(count);
    }

    private Kind kind(String call) {
        JsonNode kind = document.path("calls").path(call);
        if (kind.isMissingNode()) {
            throw new AssertionError("prices.json does not say what a call of " + call + " costs");
        }
        String service = kind.path("service").asText();
        JsonNode price = price(service);
        return new Kind(
                service,
                kind.path("per").asLong(Long.MAX_VALUE),
                kind.path("times").asLong(1),
                kind.has("unitsEach") ? Optional.of(kind.path("unitsEach").asDouble()) : Optional.empty(),
                price.path("milliseconds").asDouble(),
                price.path("millisecondsEach").asDouble(),
                price.path("dollars").asDouble());
    }

    public double dollars(String service, double units) {
        return price(service).path("dollars").asDouble() * units;
    }

    public Duration time(String service) {
        return Duration.ofNanos(Math.round(price(service).path("milliseconds").asDouble() * NANOSECONDS));
    }

    private JsonNode price(String service) {
        JsonNode price = document.path("services").path(service);
        if (price.isMissingNode()) {
            throw new AssertionError("prices.json has no service " + service);
        }
        return price;
    }

    /** What a second of a function costs of Lambda. */
    public double second(Deployed.Function function) {
        return function.megabytes()
                / MEGABYTES_IN_A_GIGABYTE
                * document.path("lambda").path("gigabyteSecond").asDouble();
    }

    /** What an invocation costs of Lambda, and of the API or the queue that it comes from. */
    public double invocation(Duration time, Deployed.Function function) {
        return run(time, function) + trigger(function);
    }

    /** What an invocation costs of Lambda. */
    public double run(Duration time, Deployed.Function function) {
        return time.toMillis() / 1000.0 * second(function)
                + document.path("lambda").path("request").asDouble();
    }

    /** What an invocation costs of the API or the queue that it comes from. */
    public double trigger(Deployed.Function function) {
        return document.path("lambda")
                .path(function.ofApi() ? "requestOfApi" : "receivesAndDeletes")
                .asDouble();
    }
}
