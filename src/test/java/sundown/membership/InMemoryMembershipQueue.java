package sundown.membership;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import sundown.edge.InMemoryStandardQueue;

/** The membership queue in memory. */
public final class InMemoryMembershipQueue extends InMemoryStandardQueue implements MembershipQueue {
    /** An empty queue; the parameters are those of every {@link InMemoryStandardQueue}. */
    public InMemoryMembershipQueue(
            Clock clock, RandomGenerator random, Duration visibilityTimeout, int maxReceiveCount) {
        super(clock, random, visibilityTimeout, maxReceiveCount);
    }

    @Override
    public void send(List<MembershipMessage> messages) {
        sendBodies(messages.stream().map(MembershipMessage::write).toList());
    }
}
