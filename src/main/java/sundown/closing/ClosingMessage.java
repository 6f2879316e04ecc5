package sundown.closing;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import sundown.account.UserId;
import sundown.edge.Correlation;
import sundown.edge.Json;
import sundown.edge.QueueMessage;
import sundown.job.GroupUsers;
import sundown.timeline.GroupId;

/**
 * A shard of a group that has closed: the message on the closing queue.
 *
 * @param begunAt names the walk that it is of
 * @param after the last user who has been seen to; nobody at the beginning
 * @param census those who have been seen to
 * @param correlation ties its log lines to the sweep that it comes from
 */
public record ClosingMessage(
        GroupId group, int shard, Instant begunAt, Optional<UserId> after, Census census, Correlation correlation)
        implements QueueMessage {
    public ClosingMessage {
        if (shard < 0 || shard >= GroupUsers.CHUNKS) {
            throw new IllegalArgumentException("there is no such shard");
        }
    }

    /** The message with which a walk begins. */
    public static ClosingMessage first(GroupId group, int shard, Instant begunAt, Correlation correlation) {
        return new ClosingMessage(group, shard, begunAt, Optional.empty(), Census.NOBODY, correlation);
    }

    /** The message with which it goes on. */
    public ClosingMessage next(UserId last, Census more) {
        return new ClosingMessage(group, shard, begunAt, Optional.of(last), census.plus(more), correlation);
    }

    @Override
    public String write() {
        Map<String, Object> fields = new HashMap<>();
        fields.put("group", group.value());
        fields.put("shard", shard);
        fields.put("begunAt", begunAt.toString());
        after.ifPresent(user -> fields.put("after", user.value()));
        fields.put("census", written(census));
        fields.put("correlationId", correlation.id());
        return Json.write(fields);
    }

    private static Map<String, Long> written(Census census) {
        return Map.of(
                "moved", census.moved(),
                "downloaded", census.downloaded(),
                "both", census.both(),
                "neither", census.neither(),
                "running", census.running());
    }

    /**
     * Reads a message.
     *
     * @throws IllegalArgumentException when it is not one; the message says which part, and nothing of its content
     */
    public static ClosingMessage read(String body) {
        JsonNode root = Json.read(body);
        return new ClosingMessage(
                new GroupId(Json.text(root, "group")),
                shard(root),
                Json.instant(root, "begunAt"),
                root.has("after") ? Optional.of(new UserId(Json.text(root, "after"))) : Optional.empty(),
                census(root.path("census")),
                Correlation.of(root));
    }

    private static int shard(JsonNode root) {
        JsonNode value = root.path("shard");
        if (!value.isInt()) {
            throw new IllegalArgumentException("shard is not a number");
        }
        return value.intValue();
    }

    private static Census census(JsonNode node) {
        return new Census(
                number(node, "moved"),
                number(node, "downloaded"),
                number(node, "both"),
                number(node, "neither"),
                number(node, "running"));
    }

    private static long number(JsonNode root, String field) {
        JsonNode value = root.path(field);
        if (!value.isInt() && !value.isLong()) {
            throw new IllegalArgumentException(field + " is not a number");
        }
        return value.longValue();
    }
}
