package sundown.milestone;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import sundown.edge.Correlation;
import sundown.edge.Json;
import sundown.edge.QueueMessage;
import sundown.timeline.GroupId;

/**
 * A message on the advance queue: a date of this group may have come.
 *
 * @param correlation ties its log lines to the schedule or the sweep that it comes from
 */
@RegisterForReflection
public record MilestoneMessage(
        GroupId group, @JsonProperty("correlationId") Correlation correlation) implements QueueMessage {

    public static MilestoneMessage read(String body) {
        return Json.read(body, MilestoneMessage.class);
    }
}
