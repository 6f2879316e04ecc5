package sundown.simulation.port;

import java.util.List;
import sundown.refund.RefundMessage;
import sundown.refund.RefundQueue;
import sundown.simulation.run.Secrets;
import sundown.simulation.run.Troubles;

/** A queue that loses messages and doubles others; none of them may tell a secret. */
public final class TroubledRefundQueue implements RefundQueue {
    private final RefundQueue real;
    private final Troubles troubles;
    private final Secrets secrets;

    public TroubledRefundQueue(RefundQueue real, Troubles troubles, Secrets secrets) {
        this.real = real;
        this.troubles = troubles;
        this.secrets = secrets;
    }

    @Override
    public void send(List<RefundMessage> messages) {
        messages.forEach(message -> secrets.requireNoneIn(message.write(), "a message"));
        real.send(messages.stream().flatMap(troubles::delivered).toList());
    }
}
