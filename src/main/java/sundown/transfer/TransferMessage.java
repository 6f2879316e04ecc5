package sundown.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import sundown.account.UserId;
import sundown.edge.Correlation;
import sundown.edge.Json;
import sundown.edge.QueueMessage;

/**
 * One batch to be moved: the message on the transfer queue.
 *
 * @param correlation ties its log lines to the call that began the transfer
 */
public record TransferMessage(UserId user, TransferId transfer, int batch, Correlation correlation)
        implements QueueMessage {
    @Override
    public String write() {
        return Json.write(Map.of(
                "userId", user.value(),
                "transferId", transfer.value(),
                "batch", batch,
                "correlationId", correlation.id()));
    }

    /**
     * Reads a message.
     *
     * @throws IllegalArgumentException when it is not one; the message says which part, and nothing of its content
     */
    public static TransferMessage read(String body) {
        JsonNode root = Json.read(body);
        JsonNode batch = root.path("batch");
        if (!batch.isInt() || batch.intValue() < 1) {
            throw new IllegalArgumentException("batch is not a number of at least 1");
        }
        return new TransferMessage(
                new UserId(Json.text(root, "userId")),
                new TransferId(Json.text(root, "transferId")),
                batch.intValue(),
                Correlation.from(Optional.ofNullable(root.path("correlationId").textValue())));
    }
}
