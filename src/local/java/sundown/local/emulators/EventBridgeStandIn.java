package sundown.local.emulators;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sqs.SqsClient;
import sundown.local.emulators.AwsJson.AwsRefusal;
import sundown.local.http.Endpoint;
import sundown.local.http.Json;
import sundown.local.http.Reply;
import sundown.local.http.Request;

/**
 * The part of EventBridge that a publisher and rules to queues need: CreateEventBus, PutEvents, PutRule, and PutTargets
 * in the AWS JSON 1.1 protocol. Events stay in memory, and {@code GET /local/events} lists them, newest last. A rule
 * has one target, and sends at once. An unknown bus is refused, so that a wrong name shows.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html">PutEvents</a>
 */
public final class EventBridgeStandIn implements Endpoint {
    static final String EVENTS = "/local/events";

    private static final String DEFAULT = "default";
    private static final int MOST_ENTRIES = 10;
    private static final int MOST_BYTES = 256 * 1024;
    private static final int BYTES_OF_A_TIME = 14;

    private final Set<String> names = new HashSet<>(Set.of(DEFAULT));
    private final List<JsonNode> events = new ArrayList<>();
    private final Map<String, Queue<String>> refusals = new HashMap<>();
    private final Map<String, BusRule> rules = new LinkedHashMap<>();
    private BiConsumer<String, String> queues = (queue, body) -> {};

    @Override
    public Reply answer(Request request) throws IOException {
        if (request.path().equals(EVENTS)) {
            return Reply.json(200, events());
        }
        return AwsJson.answer(() -> switch (AwsJson.operation(request)) {
            case "PutEvents" -> put(request.json());
            case "CreateEventBus" -> create(request.json());
            case "PutRule" -> putRule(request.json());
            case "PutTargets" -> putTargets(request.json());
            case String other ->
                throw AwsRefusal.of("UnknownOperationException", "The stand-in does not know " + other);
        });
    }

    private synchronized ObjectNode create(JsonNode request) {
        String name = request.path("Name").asText();
        if (!names.add(name)) {
            throw AwsRefusal.of("ResourceAlreadyExistsException", "Event bus " + name + " already exists.");
        }
        return Json.MAPPER
                .createObjectNode()
                .put(
                        "EventBusArn",
                        "arn:aws:events:%s:%s:event-bus/%s".formatted(Endpoints.REGION, Endpoints.ACCOUNT, name));
    }

    synchronized void sendTo(SqsClient sqs, URI base) {
        queues = (queue, body) ->
                sqs.sendMessage(request -> request.queueUrl(base + "/" + queue).messageBody(body));
    }

    private synchronized ObjectNode putRule(JsonNode request) throws JsonProcessingException {
        String bus = request.path("EventBusName").asText(DEFAULT);
        if (!names.contains(bus)) {
            throw AwsRefusal.notFound("Event bus " + bus + " does not exist.");
        }
        String name = bus + "/" + request.path("Name").asText();
        Optional<JsonNode> target = Optional.ofNullable(rules.get(name)).flatMap(BusRule::target);
        rules.put(
                name,
                new BusRule(
                        bus,
                        !request.path("State").asText().equals("DISABLED"),
                        Json.MAPPER.readTree(request.path("EventPattern").asText()),
                        target));
        return Json.MAPPER.createObjectNode().put("RuleArn", "arn:aws:events:::rule/" + name);
    }

    private synchronized ObjectNode putTargets(JsonNode request) {
        String name = request.path("EventBusName").asText(DEFAULT) + "/"
                + request.path("Rule").asText();
        if (!rules.containsKey(name)) {
            throw AwsRefusal.notFound("Rule " + name + " does not exist.");
        }
        rules.computeIfPresent(
                name, (ignored, rule) -> rule.to(request.path("Targets").path(0)));
        return Json.MAPPER
                .createObjectNode()
                .put("FailedEntryCount", 0)
                .set("FailedEntries", Json.MAPPER.createArrayNode());
    }

    /** Passes an event of a service of AWS to the rules of the default bus. */
    void publish(String source, JsonNode detail, Instant at) {
        pass(DEFAULT, event(source, "", detail, at.toString()));
    }

    private static ObjectNode event(String source, String type, JsonNode detail, String time) {
        return Json.MAPPER
                .createObjectNode()
                .put("id", UUID.randomUUID().toString())
                .put("source", source)
                .put("detail-type", type)
                .put("time", time)
                .set("detail", detail);
    }

    private synchronized void pass(String bus, JsonNode event) {
        rules.values().stream()
                .filter(rule -> rule.matches(bus, event))
                .forEach(rule -> rule.queue().ifPresent(queue -> queues.accept(queue, rule.input(event))));
    }

    /** Refuses the next entries for a bus with these codes, one each; an empty code accepts the entry. */
    public synchronized void refuse(String bus, String... codes) {
        refusals.computeIfAbsent(bus, ignored -> new ArrayDeque<>()).addAll(List.of(codes));
    }

    private synchronized List<JsonNode> events() {
        return List.copyOf(events);
    }

    /** The events of a bus as the entries of the calls, newest last. */
    public List<JsonNode> eventsOf(String bus) {
        return events().stream()
                .filter(event -> event.path("EventBusName").asText().equals(bus))
                .toList();
    }

    /** Takes or refuses each entry of a call by itself. */
    private synchronized ObjectNode put(JsonNode request) {
        JsonNode entries = request.path("Entries");
        requireSize(entries);
        ArrayNode results = Json.MAPPER.createArrayNode();
        entries.forEach(entry -> results.add(put(entry, error(entry))));
        int failed = results.findValues("ErrorCode").size();
        return Json.MAPPER.createObjectNode().put("FailedEntryCount", failed).set("Entries", results);
    }

    private static void requireSize(JsonNode entries) {
        if (entries.isEmpty() || entries.size() > MOST_ENTRIES) {
            throw AwsRefusal.invalid(
                    "1 validation error detected: Value at 'entries' failed to satisfy constraint: Member must have length"
                            + " between 1 and 10");
        }
        if (entries.valueStream().mapToInt(EventBridgeStandIn::bytes).sum() > MOST_BYTES) {
            throw AwsRefusal.invalid("Total size of the entries in the request is over the limit.");
        }
    }

    /** Source: EventBridge user guide, "Calculating PutEvents event entry size". */
    private static int bytes(JsonNode entry) {
        int time = entry.has("Time") ? BYTES_OF_A_TIME : 0;
        return time
                + Stream.of("Source", "DetailType", "Detail")
                        .mapToInt(field -> entry.path(field).asText().getBytes(StandardCharsets.UTF_8).length)
                        .sum();
    }

    private ObjectNode put(JsonNode entry, Optional<String> error) {
        if (error.isPresent()) {
            return Json.MAPPER
                    .createObjectNode()
                    .put("ErrorCode", error.get())
                    .put("ErrorMessage", "The entry is refused: " + error.get());
        }
        events.add(entry);
        pass(
                entry.path("EventBusName").asText(),
                event(
                        entry.path("Source").asText(),
                        entry.path("DetailType").asText(),
                        detail(entry).orElseThrow(),
                        entry.path("Time").asText()));
        return Json.MAPPER.createObjectNode().put("EventId", UUID.randomUUID().toString());
    }

    private Optional<String> error(JsonNode entry) {
        String bus = entry.path("EventBusName").asText();
        if (!names.contains(bus)) {
            return Optional.of("ResourceNotFoundException");
        }
        if (Stream.of("Source", "DetailType", "Detail")
                .anyMatch(field -> entry.path(field).asText().isEmpty())) {
            return Optional.of("InvalidArgument");
        }
        return detail(entry).isPresent() ? nextRefusal(bus) : Optional.of("MalformedDetail");
    }

    private Optional<String> nextRefusal(String bus) {
        return Optional.ofNullable(refusals.get(bus)).map(Queue::poll).filter(code -> !code.isEmpty());
    }

    private static Optional<JsonNode> detail(JsonNode entry) {
        try {
            return Optional.of(Json.MAPPER.readTree(entry.path("Detail").asText()))
                    .filter(JsonNode::isObject);
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    /**
     * A rule with its target, as PutRule and PutTargets describe them. It knows the parts of patterns and paths that
     * the template uses: values of texts, and members and elements.
     *
     * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html">Input
     *     transformation</a>
     */
    record BusRule(String bus, boolean enabled, JsonNode pattern, Optional<JsonNode> target) {
        private static final Pattern VARIABLE = Pattern.compile("<(\\w+)>");
        private static final Pattern STEP = Pattern.compile("([^\\[]+)(?:\\[(\\d+)])?");

        BusRule to(JsonNode newTarget) {
            return new BusRule(bus, enabled, pattern, Optional.of(newTarget));
        }

        boolean matches(String ofBus, JsonNode event) {
            return enabled && bus.equals(ofBus) && matches(pattern, event);
        }

        /** A list matches a value of it, or a list with one. */
        private static boolean matches(JsonNode pattern, JsonNode value) {
            if (pattern.isArray()) {
                return values(value).anyMatch(one -> values(pattern).anyMatch(one::equals));
            }
            return pattern.properties().stream()
                    .allMatch(member -> matches(member.getValue(), value.path(member.getKey())));
        }

        private static Stream<JsonNode> values(JsonNode value) {
            return value.isArray() ? value.valueStream() : Stream.of(value);
        }

        Optional<String> queue() {
            return target.map(to -> to.path("Arn").asText()).map(arn -> arn.substring(arn.lastIndexOf(':') + 1));
        }

        String input(JsonNode event) {
            JsonNode to = target.orElse(MissingNode.getInstance());
            if (to.has("InputPath")) {
                return at(event, to.path("InputPath").asText()).toString();
            }
            JsonNode transformer = to.path("InputTransformer");
            return VARIABLE.matcher(transformer.path("InputTemplate").asText())
                    .replaceAll(variable -> Matcher.quoteReplacement(at(
                                    event,
                                    transformer
                                            .path("InputPathsMap")
                                            .path(variable.group(1))
                                            .asText())
                            .toString()));
        }

        private static JsonNode at(JsonNode event, String path) {
            JsonNode found = event;
            for (String text : path.substring("$.".length()).split("\\.", -1)) {
                Matcher step = STEP.matcher(text);
                if (!step.matches()) {
                    throw AwsRefusal.invalid("The stand-in does not know the path " + path);
                }
                found = found.path(step.group(1));
                found = step.group(2) == null ? found : found.path(Integer.parseInt(step.group(2)));
            }
            return found;
        }
    }
}
