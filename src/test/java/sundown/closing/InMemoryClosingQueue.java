package sundown.closing;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import sundown.edge.InMemoryStandardQueue;

/** The closing queue in memory. */
public final class InMemoryClosingQueue extends InMemoryStandardQueue implements ClosingQueue {
    /** An empty queue; the parameters are those of every {@link InMemoryStandardQueue}. */
    public InMemoryClosingQueue(Clock clock, RandomGenerator random, Duration visibilityTimeout, int maxReceiveCount) {
        super(clock, random, visibilityTimeout, maxReceiveCount);
    }

    @Override
    public void send(List<ClosingMessage> messages) {
        sendBodies(messages.stream().map(ClosingMessage::write).toList());
    }
}
