package sundown.local.emulators;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import sundown.local.http.LoopbackServer;
import sundown.local.http.Reply;
import sundown.local.http.Request;

/**
 * The part of EventBridge that a publisher and rules to queues need: CreateEventBus, PutEvents, PutRule, and PutTargets
 * in the AWS JSON 1.1 protocol. Events stay in memory, and {@code GET /local/events} lists them, newest last. A rule
 * has one target, and sends at once.
 */
public final class EventBridgeStandIn implements AutoCloseable {
    static final String EVENTS = "/local/events";

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

    /** Begins to send what rules say, into these queues. */
    void sendTo(SqsClient sqs, URI queues) {
        buses.sendTo((queue, body) -> sqs.sendMessage(
                request -> request.queueUrl(queues + "/" + queue).messageBody(body)));
    }

    /** Passes an event of a service of AWS to the rules of the default bus. */
    void publish(String source, JsonNode detail, Instant at) {
        buses.publish(source, detail, at);
    }

    URI endpoint() {
        return server.address();
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
        if (request.path().equals(EVENTS)) {
            return Reply.json(200, buses.events());
        }
        return AwsJson.answer(() -> switch (AwsJson.operation(request)) {
            case "PutEvents" -> buses.put(request.json());
            case "CreateEventBus" -> buses.create(request.json());
            case "PutRule" -> buses.putRule(request.json());
            case "PutTargets" -> buses.putTargets(request.json());
            case String other ->
                throw AwsRefusal.of("UnknownOperationException", "The stand-in does not know " + other);
        });
    }
}
