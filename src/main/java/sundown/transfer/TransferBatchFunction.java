package sundown.transfer;

import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.time.Clock;
import sundown.edge.QueueAnswer;
import sundown.edge.QueueEdge;
import sundown.edge.QueueEvent;

/** Moves one batch of one user's items; runs once per message of the transfer queue. */
@Singleton
public final class TransferBatchFunction {
    private final QueueEdge edge;
    private final BatchWorker worker;
    private final Clock clock;

    TransferBatchFunction(QueueEdge edge, BatchWorker worker, Clock clock) {
        this.edge = edge;
        this.worker = worker;
        this.clock = clock;
    }

    /** Takes {@link TransferMessage}s. */
    @Funq("transfer-batch")
    public QueueAnswer handle(QueueEvent event) {
        return edge.handle(event, TransferMessage::read, TransferMessage::correlation, this::move);
    }

    private void move(TransferMessage message) {
        worker.work(message, TimeLimit.startingAt(clock.instant()));
    }
}
