package sundown.functions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.timeline.TimelineDocument;
import sundown.timeline.TimelineStore;
import sundown.timeline.TimelineStore.Publication;

/** The timeline of an installation, and the operator's calls about it. */
@Singleton
final class Timelines {
    private static final String CLOSE_OF_GROUP_1 = "close";

    private final Installation sundown;
    private final TimelineStore store;

    Timelines(Installation sundown) {
        this.sundown = sundown;
        store = sundown.timelines();
    }

    /** The version in force. */
    Publication current() {
        return store.current();
    }

    /** Takes it away, as a new deployment has none. */
    void remove() {
        sundown.clients()
                .dynamoDb()
                .deleteItem(request -> request.tableName(sundown.variable("GROUPS_TABLE"))
                        .key(Map.of("group", AttributeValue.fromS("timeline"))));
    }

    /** A call for the version after the one in force, which moves the close of group 1. */
    Event movingTheClose(Duration later) {
        ObjectNode document = (ObjectNode) TimelineDocument.write(current().timeline());
        document.put("version", current().version() + 1);
        ObjectNode group = (ObjectNode) document.at("/groups/0");
        group.put(CLOSE_OF_GROUP_1, closeOf(group).plus(later).toString());
        return Event.of("publish-timeline").with("/timeline", document);
    }

    private static Instant closeOf(JsonNode group) {
        return Instant.parse(group.path(CLOSE_OF_GROUP_1).textValue());
    }
}
