package sundown.archive;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import sundown.edge.InMemoryStandardQueue;

/** The archive queue in memory. */
public final class InMemoryArchiveQueue extends InMemoryStandardQueue implements ArchiveQueue {
    /** An empty queue; the parameters are those of every {@link InMemoryStandardQueue}. */
    public InMemoryArchiveQueue(Clock clock, RandomGenerator random, Duration visibilityTimeout, int maxReceiveCount) {
        super(clock, random, visibilityTimeout, maxReceiveCount);
    }

    @Override
    public void send(List<ArchiveMessage> messages) {
        sendBodies(messages.stream().map(ArchiveMessage::write).toList());
    }
}
