package sundown.advance;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import sundown.edge.InMemoryStandardQueue;

/** The advance queue in memory. */
public final class InMemoryAdvanceQueue extends InMemoryStandardQueue implements AdvanceQueue {
    /** An empty queue; the parameters are those of every {@link InMemoryStandardQueue}. */
    public InMemoryAdvanceQueue(Clock clock, RandomGenerator random, Duration visibilityTimeout, int maxReceiveCount) {
        super(clock, random, visibilityTimeout, maxReceiveCount);
    }

    @Override
    public void send(List<AdvanceMessage> messages) {
        sendBodies(messages.stream().map(AdvanceMessage::write).toList());
    }
}
