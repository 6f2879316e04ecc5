package sundown.refund;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import sundown.edge.InMemoryStandardQueue;

/** The refund queue in memory. */
public final class InMemoryRefundQueue extends InMemoryStandardQueue implements RefundQueue {
    /** An empty queue; the parameters are those of every {@link InMemoryStandardQueue}. */
    public InMemoryRefundQueue(Clock clock, RandomGenerator random, Duration visibilityTimeout, int maxReceiveCount) {
        super(clock, random, visibilityTimeout, maxReceiveCount);
    }

    @Override
    public void send(List<RefundMessage> messages) {
        sendBodies(messages.stream().map(RefundMessage::write).toList());
    }
}
