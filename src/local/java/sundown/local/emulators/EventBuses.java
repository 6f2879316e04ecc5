package sundown.local.emulators;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Event buses and the events on them. Refuses a bus that nobody created, so that a wrong name shows.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html">PutEvents</a>
 */
final class EventBuses {
    private static final int MOST_ENTRIES = 10;
    private static final int MOST_BYTES = 256 * 1024;
    private static final int BYTES_OF_A_TIME = 14;

    private final ObjectMapper json = new ObjectMapper();
    private final Set<String> names = new HashSet<>();
    private final List<JsonNode> events = new ArrayList<>();
    private final Map<String, Queue<String>> refusals = new HashMap<>();

    synchronized ObjectNode create(JsonNode request) {
        String name = request.path("Name").asText();
        if (!names.add(name)) {
            throw AwsRefusal.of("ResourceAlreadyExistsException", "Event bus " + name + " already exists.");
        }
        return json.createObjectNode()
                .put(
                        "EventBusArn",
                        "arn:aws:events:%s:%s:event-bus/%s".formatted(Endpoints.REGION, Endpoints.ACCOUNT, name));
    }

    synchronized void refuse(String bus, String... codes) {
        refusals.computeIfAbsent(bus, ignored -> new ArrayDeque<>()).addAll(List.of(codes));
    }

    synchronized List<JsonNode> events() {
        return List.copyOf(events);
    }

    List<JsonNode> eventsOf(String bus) {
        return events().stream()
                .filter(event -> event.path("EventBusName").asText().equals(bus))
                .toList();
    }

    /** Takes or refuses each entry of a call by itself. */
    synchronized ObjectNode put(JsonNode request) {
        JsonNode entries = request.path("Entries");
        requireSize(entries);
        ArrayNode results = json.createArrayNode();
        entries.forEach(entry -> results.add(put(entry, error(entry))));
        int failed = results.findValues("ErrorCode").size();
        return json.createObjectNode().put("FailedEntryCount", failed).set("Entries", results);
    }

    private static void requireSize(JsonNode entries) {
        if (entries.isEmpty() || entries.size() > MOST_ENTRIES) {
            throw AwsRefusal.invalid(
                    "1 validation error detected: Value at 'entries' failed to satisfy constraint: Member must have length"
                            + " between 1 and 10");
        }
        int bytes = 0;
        for (JsonNode entry : entries) {
            bytes += bytes(entry);
        }
        if (bytes > MOST_BYTES) {
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
            return json.createObjectNode()
                    .put("ErrorCode", error.get())
                    .put("ErrorMessage", "The entry is refused: " + error.get());
        }
        events.add(entry);
        return json.createObjectNode().put("EventId", UUID.randomUUID().toString());
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
        return isObject(entry.path("Detail").asText()) ? nextRefusal(bus) : Optional.of("MalformedDetail");
    }

    private Optional<String> nextRefusal(String bus) {
        return Optional.ofNullable(refusals.get(bus)).map(Queue::poll).filter(code -> !code.isEmpty());
    }

    private boolean isObject(String detail) {
        try {
            return json.readTree(detail).isObject();
        } catch (JsonProcessingException notJson) {
            return false;
        }
    }
}
