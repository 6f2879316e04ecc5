package sundown.closing;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import sundown.contract.ClosingQueueContract;
import sundown.runtime.ManualClock;

class InMemoryClosingQueueTest extends ClosingQueueContract {
    private final InMemoryClosingQueue queue = new InMemoryClosingQueue(
            new ManualClock(Instant.parse("2023-01-15T12:00:00Z")), new Random(1), Duration.ofMinutes(3), 5);

    @Override
    protected ClosingQueue queue() {
        return queue;
    }

    @Override
    protected Optional<Received> receive() {
        return queue.receive()
                .map(delivery ->
                        new Received(delivery.body(), () -> queue.delete(delivery), () -> queue.release(delivery)));
    }
}
