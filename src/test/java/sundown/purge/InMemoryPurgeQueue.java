package sundown.purge;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import sundown.edge.InMemoryStandardQueue;

/** The purge queue in memory. */
public final class InMemoryPurgeQueue extends InMemoryStandardQueue implements PurgeQueue {
    /** An empty queue; the parameters are those of every {@link InMemoryStandardQueue}. */
    public InMemoryPurgeQueue(Clock clock, RandomGenerator random, Duration visibilityTimeout, int maxReceiveCount) {
        super(clock, random, visibilityTimeout, maxReceiveCount);
    }

    @Override
    public void send(List<PurgeMessage> messages) {
        sendBodies(messages.stream().map(PurgeMessage::write).toList());
    }
}
