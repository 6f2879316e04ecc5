package sundown.transfer;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import sundown.account.UserId;
import sundown.edge.Correlation;
import sundown.edge.Json;
import sundown.edge.QueueMessage;

/**
 * A gallery to be counted, or counted further: the message on the inventory queue.
 *
 * @param correlation ties its log lines to the call that asked for the count
 */
@RegisterForReflection
public record InventoryMessage(
        @JsonProperty("userId") UserId user,
        @JsonProperty("correlationId") Correlation correlation) implements QueueMessage {
    public static InventoryMessage read(String body) {
        return Json.read(body, InventoryMessage.class);
    }
}
