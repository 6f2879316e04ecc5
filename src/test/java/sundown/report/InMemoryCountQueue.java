package sundown.report;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import sundown.edge.InMemoryStandardQueue;

/** The progress queue in memory. */
public final class InMemoryCountQueue extends InMemoryStandardQueue implements CountQueue {
    /** An empty queue; the parameters are those of every {@link InMemoryStandardQueue}. */
    public InMemoryCountQueue(Clock clock, RandomGenerator random, Duration visibilityTimeout, int maxReceiveCount) {
        super(clock, random, visibilityTimeout, maxReceiveCount);
    }

    @Override
    public void send(List<CountMessage> messages) {
        sendBodies(messages.stream().map(CountMessage::write).toList());
    }
}
