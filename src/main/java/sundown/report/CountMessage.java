package sundown.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import sundown.account.UserId;
import sundown.edge.Correlation;
import sundown.edge.Json;
import sundown.edge.QueueMessage;
import sundown.timeline.GroupId;

/**
 * A shard that is to be counted: the message on the progress queue.
 *
 * @param after the last user who has been counted; nobody at the beginning
 * @param figures those who have been counted
 * @param correlation ties its log lines to the call that it comes from
 */
public record CountMessage(
        ReportId report, Shard shard, Optional<UserId> after, Figures figures, Correlation correlation)
        implements QueueMessage {
    /** The message with which a shard's count begins. */
    public static CountMessage first(Counting counting, Shard shard, Correlation correlation) {
        return new CountMessage(counting.id(), shard, Optional.empty(), counting.begun(shard), correlation);
    }

    /** The message with which it goes on. */
    public CountMessage next(UserId last, Figures soFar) {
        return new CountMessage(report, shard, Optional.of(last), soFar, correlation);
    }

    @Override
    public String write() {
        Map<String, Object> fields = new HashMap<>();
        fields.put("report", report.value());
        fields.put("group", shard.group().value());
        fields.put("shard", shard.number());
        after.ifPresent(user -> fields.put("after", user.value()));
        fields.put("figures", FiguresDocument.of(figures));
        fields.put("correlationId", correlation.id());
        return Json.write(fields);
    }

    /**
     * Reads a message.
     *
     * @throws IllegalArgumentException when it is not one; the message says which part, and nothing of its content
     */
    public static CountMessage read(String body) {
        JsonNode root = Json.read(body);
        return new CountMessage(
                new ReportId(Json.text(root, "report")),
                new Shard(new GroupId(Json.text(root, "group")), shard(root)),
                root.has("after") ? Optional.of(new UserId(Json.text(root, "after"))) : Optional.empty(),
                FiguresDocument.read(root.path("figures")),
                Correlation.of(root));
    }

    private static int shard(JsonNode root) {
        JsonNode value = root.path("shard");
        if (!value.isInt()) {
            throw new IllegalArgumentException("shard is not a number");
        }
        return value.intValue();
    }
}
