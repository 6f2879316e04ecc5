package sundown.transfer;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import sundown.account.UserId;
import sundown.edge.Correlation;
import sundown.edge.Json;
import sundown.edge.QueueMessage;

/**
 * One batch to be moved: the message on the transfer queue.
 *
 * @param correlation ties its log lines to the call that began the transfer
 */
@RegisterForReflection
public record TransferMessage(
        @JsonProperty("userId") UserId user,
        @JsonProperty("transferId") TransferId transfer,
        int batch,
        @JsonProperty("correlationId") Correlation correlation)
        implements QueueMessage {
    public TransferMessage {
        if (batch < 1) {
            throw new IllegalArgumentException("batch is not a number of at least 1");
        }
    }

    public static TransferMessage read(String body) {
        return Json.read(body, TransferMessage.class);
    }
}
