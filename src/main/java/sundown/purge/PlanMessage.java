package sundown.purge;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import sundown.edge.Correlation;
import sundown.edge.Json;
import sundown.edge.QueueMessage;
import sundown.timeline.GroupId;

/**
 * A shard of a group of which a manifest is made: the message on the plan queue.
 *
 * @param after the last user of the page before, or the last folder; nothing at the beginning
 * @param correlation ties its log lines to the operator's call
 */
public record PlanMessage(GroupId group, PlanId plan, int shard, Optional<String> after, Correlation correlation)
        implements QueueMessage {
    public PlanMessage {
        if (shard < 0 || shard >= PurgePlan.SHARDS) {
            throw new IllegalArgumentException("there is no such shard");
        }
    }

    /** The message with which a shard begins. */
    static PlanMessage first(PurgePlan plan, int shard, Correlation correlation) {
        return new PlanMessage(plan.group(), plan.id(), shard, Optional.empty(), correlation);
    }

    /** The message with which it goes on. */
    PlanMessage next(String last) {
        return new PlanMessage(group, plan, shard, Optional.of(last), correlation);
    }

    @Override
    public String write() {
        Map<String, Object> fields = new HashMap<>();
        fields.put("group", group.value());
        fields.put("planId", plan.value());
        fields.put("shard", shard);
        after.ifPresent(last -> fields.put("after", last));
        fields.put("correlationId", correlation.id());
        return Json.write(fields);
    }

    /**
     * Reads a message.
     *
     * @throws IllegalArgumentException when it is not one; the message says which part, and nothing of its content
     */
    public static PlanMessage read(String body) {
        JsonNode root = Json.read(body);
        if (!root.path("shard").isInt()) {
            throw new IllegalArgumentException("shard is not a number");
        }
        return new PlanMessage(
                new GroupId(Json.text(root, "group")),
                new PlanId(Json.text(root, "planId")),
                root.path("shard").intValue(),
                root.has("after") ? Optional.of(Json.text(root, "after")) : Optional.empty(),
                Correlation.of(root));
    }
}
