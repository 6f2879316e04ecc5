package sundown.simulation.port;

import java.util.List;
import sundown.edge.MessageQueue;
import sundown.edge.QueueMessage;
import sundown.simulation.run.Secrets;
import sundown.simulation.run.Troubles;

/** A queue that loses messages and doubles others; none of them may tell a secret. */
public record TroubledQueue<M extends QueueMessage>(MessageQueue<M> real, Troubles troubles, Secrets secrets)
        implements MessageQueue<M> {
    @Override
    public void send(List<M> messages) {
        messages.forEach(message -> secrets.requireNoneIn(message.write(), "a message"));
        real.send(messages.stream().flatMap(troubles::delivered).toList());
    }
}
