package sundown.local.emulators;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import sundown.local.http.LoopbackServer;
import sundown.local.http.Reply;
import sundown.local.http.Request;

/**
 * The part of EventBridge that a publisher needs: PutEvents in the AWS JSON 1.1 protocol. Events stay in memory, and
 * {@code GET /local/events} lists them, newest last. There are no rules and no targets.
 */
public final class EventBridgeStandIn implements AutoCloseable {
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

    /** The address that lists the events. */
    public URI events() {
        return server.address().resolve("/local/events");
    }

    /** The events of a bus as the entries of the calls, newest last. */
    public List<JsonNode> eventsOf(String bus) {
        return buses.eventsOf(bus);
    }

    /** Refuses the next entries for a bus with these codes, one each; an empty code accepts the entry. */
    public void refuse(String bus, String... codes) {
        buses.refuse(bus, codes);
    }

    @Override
    public void close() {
        server.close();
    }

    private Reply answer(Request request) throws IOException {
        if (request.path().equals(events().getPath())) {
            return Reply.json(200, buses.events());
        }
        return AwsJson.answer(() -> {
            if (!request.header("X-Amz-Target").equals(Optional.of("AWSEvents.PutEvents"))) {
                throw AwsRefusal.of("UnknownOperationException", "The stand-in knows PutEvents alone");
            }
            return buses.put(request.json());
        });
    }
}
