package sundown.milestone;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import sundown.edge.Correlation;
import sundown.edge.Json;
import sundown.edge.QueueMessage;
import sundown.timeline.GroupId;

/**
 * A message on the advance queue: a date of this group may have come.
 *
 * @param correlation ties its log lines to the schedule or the sweep that it comes from
 */
public record MilestoneMessage(GroupId group, Correlation correlation) implements QueueMessage {

    @Override
    public String write() {
        return Json.write(Map.of("group", group.value(), "correlationId", correlation.id()));
    }

    /**
     * Reads a message.
     *
     * @throws IllegalArgumentException when it is not one; the message says which part, and nothing of its content
     */
    public static MilestoneMessage read(String body) {
        JsonNode root = Json.read(body);
        return new MilestoneMessage(
                new GroupId(Json.text(root, "group")),
                Correlation.from(Optional.ofNullable(root.path("correlationId").textValue())));
    }
}
