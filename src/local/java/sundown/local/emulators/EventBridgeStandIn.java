package sundown.local.emulators;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import sundown.local.http.Answers;
import sundown.local.http.LoopbackServer;

/**
 * EventBridge on one machine, as far as whoever publishes needs it: PutEvents in the AWS JSON 1.1 protocol. Events stay
 * in memory, and {@code GET /local/events} lists them, newest last. There are no rules and no targets.
 */
public final class EventBridgeStandIn implements AutoCloseable {
    private final ObjectMapper json = new ObjectMapper();
    private final EventBuses buses = new EventBuses();
    private final LoopbackServer server;

    private EventBridgeStandIn(LoopbackServer server) {
        this.server = server;
    }

    static EventBridgeStandIn start() {
        EventBridgeStandIn eventBridge = new EventBridgeStandIn(LoopbackServer.bind(0));
        eventBridge.server.serve(eventBridge::answer);
        return eventBridge;
    }

    /** Creates a bus. */
    void createBus(String name) {
        buses.create(name);
    }

    URI endpoint() {
        return server.address();
    }

    /** Where the events can be looked at. */
    public URI events() {
        return server.address().resolve("/local/events");
    }

    /** The events of a bus as the entries that they came as, newest last. */
    public List<JsonNode> eventsOf(String bus) {
        return buses.eventsOf(bus);
    }

    /** Refuses the next entries for a bus with these codes, one each; an empty one takes its entry. */
    public void refuse(String bus, String... codes) {
        buses.refuse(bus, codes);
    }

    @Override
    public void close() {
        server.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        if (exchange.getRequestURI().getPath().equals(events().getPath())) {
            Answers.json(exchange, 200, json.writeValueAsString(buses.events()));
            return;
        }
        JsonNode request = json.readTree(exchange.getRequestBody());
        try {
            requirePutEvents(exchange);
            send(exchange, 200, buses.put(request));
        } catch (EventBuses.Refusal refusal) {
            send(exchange, 400, Map.of("__type", refusal.type(), "message", refusal.getMessage()));
        }
    }

    private static void requirePutEvents(HttpExchange exchange) {
        if (!"AWSEvents.PutEvents".equals(exchange.getRequestHeaders().getFirst("X-Amz-Target"))) {
            throw new EventBuses.Refusal("UnknownOperationException", "The stand-in knows PutEvents alone");
        }
    }

    private void send(HttpExchange exchange, int status, Object answer) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        Answers.send(exchange, status, json.writeValueAsString(answer).getBytes(StandardCharsets.UTF_8));
    }
}
