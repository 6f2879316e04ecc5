package sundown.milestone;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import sundown.contract.MilestoneQueueContract;
import sundown.runtime.ManualClock;

class InMemoryMilestoneQueueTest extends MilestoneQueueContract {
    private final InMemoryMilestoneQueue queue = new InMemoryMilestoneQueue(
            new ManualClock(Instant.parse("2023-01-15T12:00:00Z")), new Random(1), Duration.ofMinutes(3), 5);

    @Override
    protected MilestoneQueue queue() {
        return queue;
    }

    @Override
    protected Optional<Received> receive() {
        return queue.receive()
                .map(delivery ->
                        new Received(delivery.body(), () -> queue.delete(delivery), () -> queue.release(delivery)));
    }
}
