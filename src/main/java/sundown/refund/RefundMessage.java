package sundown.refund;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import sundown.account.UserId;
import sundown.edge.Correlation;
import sundown.edge.Json;
import sundown.edge.QueueMessage;

/**
 * A message on the refund queue: a user's last fee is to be refunded. The fee itself is in the account.
 *
 * @param correlation ties its log lines to the call that it comes from
 */
public record RefundMessage(UserId user, Trigger trigger, Correlation correlation) implements QueueMessage {
    @Override
    public String write() {
        return Json.write(Map.of(
                "userId", user.value(),
                "trigger", trigger.name(),
                "correlationId", correlation.id()));
    }

    /**
     * Reads a message.
     *
     * @throws IllegalArgumentException when it is not one; the message says which part, and nothing of its content
     */
    public static RefundMessage read(String body) {
        JsonNode root = Json.read(body);
        return new RefundMessage(
                new UserId(Json.text(root, "userId")),
                trigger(Json.text(root, "trigger")),
                Correlation.from(Optional.ofNullable(root.path("correlationId").textValue())));
    }

    private static Trigger trigger(String name) {
        try {
            return Trigger.valueOf(name);
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException("trigger is none that is known", unknown);
        }
    }
}
