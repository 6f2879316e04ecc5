package sundown.simulation.port;

import java.time.Duration;
import java.util.List;
import sundown.edge.MessageQueue;
import sundown.edge.QueueMessage;
import sundown.simulation.run.Troubles;

/** A queue that loses messages and doubles others. */
public record TroubledQueue<M extends QueueMessage>(MessageQueue<M> real, Troubles troubles)
        implements MessageQueue<M> {
    @Override
    public void send(List<M> messages, Duration delay) {
        real.send(messages.stream().flatMap(troubles::delivered).toList(), delay);
    }
}
