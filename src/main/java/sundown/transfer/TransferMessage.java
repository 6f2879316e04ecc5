package sundown.transfer;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import sundown.account.UserId;
import sundown.edge.Correlation;
import sundown.edge.Json;
import sundown.edge.QueueMessage;
import sundown.transfer.Transfer.TransferId;

/**
 * Begins a run with a batch: the message on the transfer queue. Messages of a user are worked on in order and one at a
 * time.
 *
 * @param correlation ties its log lines to the call that began the transfer
 * @param version the transfer's, which sends one message; not in the text, so 0 in a message that was received
 */
@RegisterForReflection
public record TransferMessage(
        @JsonProperty("userId") UserId user,
        @JsonProperty("transferId") TransferId transfer,
        int batch,
        @JsonProperty("correlationId") Correlation correlation,
        @JsonIgnore long version)
        implements QueueMessage.Ordered {
    public TransferMessage {
        if (batch < 1) {
            throw new IllegalArgumentException("batch is not a number of at least 1");
        }
    }

    @JsonCreator
    public TransferMessage(
            @JsonProperty("userId") UserId user,
            @JsonProperty("transferId") TransferId transfer,
            @JsonProperty("batch") int batch,
            @JsonProperty("correlationId") Correlation correlation) {
        this(user, transfer, batch, correlation, 0);
    }

    @Override
    public String messageGroup() {
        return user.value();
    }

    @Override
    public String deduplicationId() {
        return transfer + "-" + version;
    }

    public static TransferMessage read(String body) {
        return Json.read(body, TransferMessage.class);
    }
}
