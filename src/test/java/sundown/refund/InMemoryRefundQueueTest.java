package sundown.refund;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import sundown.contract.RefundQueueContract;
import sundown.runtime.ManualClock;

class InMemoryRefundQueueTest extends RefundQueueContract {
    private final InMemoryRefundQueue queue = new InMemoryRefundQueue(
            new ManualClock(Instant.parse("2023-01-15T12:00:00Z")), new Random(1), Duration.ofMinutes(3), 5);

    @Override
    protected RefundQueue queue() {
        return queue;
    }

    @Override
    protected Optional<Received> receive() {
        return queue.receive()
                .map(delivery ->
                        new Received(delivery.body(), () -> queue.delete(delivery), () -> queue.release(delivery)));
    }
}
