package sundown.edge;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import sundown.contract.MessageQueueContract;
import sundown.contract.SampleTransfers;
import sundown.refund.RefundMessage;
import sundown.runtime.ManualClock;
import sundown.transfer.Transfer.TransferMessage;

class InMemoryQueueTest extends MessageQueueContract {
    private static final Duration VISIBILITY = Duration.ofMinutes(18);

    private final ManualClock clock = new ManualClock(SampleTransfers.NOW);
    private final InMemoryQueue<RefundMessage> standard = new InMemoryQueue<>(clock, new Random(1), VISIBILITY, 5);
    private final InMemoryQueue<TransferMessage> fifo = InMemoryQueue.fifo(clock, VISIBILITY, 5);

    @Override
    protected MessageQueue<RefundMessage> standard() {
        return standard;
    }

    @Override
    protected MessageQueue<TransferMessage> fifo() {
        return fifo;
    }

    @Override
    protected Optional<Received> receive() {
        return received(standard);
    }

    @Override
    protected Optional<Received> receiveInOrder() {
        return received(fifo);
    }

    private static Optional<Received> received(InMemoryQueue<?> queue) {
        return queue.receive()
                .map(delivery -> new Received(
                        delivery.body(),
                        delivery.generation(),
                        () -> queue.delete(delivery),
                        () -> queue.release(delivery)));
    }
}
