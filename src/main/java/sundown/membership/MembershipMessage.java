package sundown.membership;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import sundown.account.UserId;
import sundown.edge.Correlation;
import sundown.edge.Json;
import sundown.edge.QueueMessage;
import sundown.timeline.GroupId;

/**
 * A shard of a group whose memberships are to be cancelled: the message on the membership queue.
 *
 * @param begunAt names the walk that it is of
 * @param after the last user who has been seen to; nobody at the beginning
 * @param missed how many before him could not be seen to
 * @param correlation ties its log lines to the sweep that it comes from
 */
public record MembershipMessage(
        GroupId group, int shard, Instant begunAt, Optional<UserId> after, int missed, Correlation correlation)
        implements QueueMessage {
    public MembershipMessage {
        if (shard < 0 || shard >= MembershipStore.SHARDS) {
            throw new IllegalArgumentException("there is no such shard");
        }
        if (missed < 0) {
            throw new IllegalArgumentException("missed is negative");
        }
    }

    /** The message with which a shard's walk begins. */
    public static MembershipMessage first(GroupId group, int shard, Instant begunAt, Correlation correlation) {
        return new MembershipMessage(group, shard, begunAt, Optional.empty(), 0, correlation);
    }

    /** The message with which it goes on. */
    public MembershipMessage next(UserId last, int missedSoFar) {
        return new MembershipMessage(group, shard, begunAt, Optional.of(last), missedSoFar, correlation);
    }

    @Override
    public String write() {
        Map<String, Object> fields = new HashMap<>();
        fields.put("group", group.value());
        fields.put("shard", shard);
        fields.put("begunAt", begunAt.toString());
        after.ifPresent(user -> fields.put("after", user.value()));
        fields.put("missed", missed);
        fields.put("correlationId", correlation.id());
        return Json.write(fields);
    }

    /**
     * Reads a message.
     *
     * @throws IllegalArgumentException when it is not one; the message says which part, and nothing of its content
     */
    public static MembershipMessage read(String body) {
        JsonNode root = Json.read(body);
        return new MembershipMessage(
                new GroupId(Json.text(root, "group")),
                number(root, "shard"),
                Json.instant(root, "begunAt"),
                root.has("after") ? Optional.of(new UserId(Json.text(root, "after"))) : Optional.empty(),
                root.has("missed") ? number(root, "missed") : 0,
                Correlation.from(Optional.ofNullable(root.path("correlationId").textValue())));
    }

    private static int number(JsonNode root, String field) {
        JsonNode value = root.path(field);
        if (!value.isInt()) {
            throw new IllegalArgumentException(field + " is not a number");
        }
        return value.intValue();
    }
}
