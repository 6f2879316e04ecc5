package sundown.purge;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import sundown.edge.InMemoryStandardQueue;

/** The plan queue in memory. */
public final class InMemoryPlanQueue extends InMemoryStandardQueue implements PlanQueue {
    /** An empty queue; the parameters are those of every {@link InMemoryStandardQueue}. */
    public InMemoryPlanQueue(Clock clock, RandomGenerator random, Duration visibilityTimeout, int maxReceiveCount) {
        super(clock, random, visibilityTimeout, maxReceiveCount);
    }

    @Override
    public void send(List<PlanMessage> messages) {
        sendBodies(messages.stream().map(PlanMessage::write).toList());
    }
}
