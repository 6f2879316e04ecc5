package sundown.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import sundown.contract.CountQueueContract;
import sundown.runtime.ManualClock;

class InMemoryCountQueueTest extends CountQueueContract {
    private final InMemoryCountQueue queue = new InMemoryCountQueue(
            new ManualClock(Instant.parse("2023-01-15T12:00:00Z")), new Random(1), Duration.ofMinutes(30), 5);

    @Override
    protected CountQueue queue() {
        return queue;
    }

    @Override
    protected Optional<Received> receive() {
        return queue.receive()
                .map(delivery ->
                        new Received(delivery.body(), () -> queue.delete(delivery), () -> queue.release(delivery)));
    }
}
