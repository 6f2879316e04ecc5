package sundown.milestone;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import sundown.edge.InMemoryStandardQueue;

/** The advance queue in memory. */
public final class InMemoryMilestoneQueue extends InMemoryStandardQueue implements MilestoneQueue {
    /** An empty queue; the parameters are those of every {@link InMemoryStandardQueue}. */
    public InMemoryMilestoneQueue(
            Clock clock, RandomGenerator random, Duration visibilityTimeout, int maxReceiveCount) {
        super(clock, random, visibilityTimeout, maxReceiveCount);
    }

    @Override
    public void send(List<MilestoneMessage> messages) {
        sendBodies(messages.stream().map(MilestoneMessage::write).toList());
    }
}
