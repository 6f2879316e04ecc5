package sundown.refund;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import sundown.account.UserId;
import sundown.edge.Correlation;
import sundown.edge.Json;
import sundown.edge.QueueMessage;
import sundown.refund.RefundLedger.Refund.Trigger;

/**
 * A message on the refund queue: a user's last fee is to be refunded. The fee itself is in the account.
 *
 * @param correlation ties its log lines to the call that it comes from
 */
@RegisterForReflection
public record RefundMessage(
        @JsonProperty("userId") UserId user,
        Trigger trigger,
        @JsonProperty("correlationId") Correlation correlation) implements QueueMessage {
    public static RefundMessage read(String body) {
        return Json.read(body, RefundMessage.class);
    }
}
