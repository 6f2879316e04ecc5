package sundown.membership;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.jboss.logging.Logger;
import sundown.edge.Correlation;
import sundown.edge.MessageQueue;
import sundown.timeline.Group;

/** Begins the walks through a group whose exports have opened, each once, and sends again what was not heard of. */
@Singleton
final class WalkStarter {
    private static final Logger LOG = Logger.getLogger(WalkStarter.class);

    private final WalkStore walks;
    private final MessageQueue<MembershipMessage> queue;
    private final Clock clock;

    WalkStarter(WalkStore walks, MessageQueue<MembershipMessage> queue, Clock clock) {
        this.walks = walks;
        this.queue = queue;
        this.clock = clock;
    }

    /**
     * Sees to a group.
     *
     * @return how many shards were sent
     */
    int advance(Group group) {
        return switch (MembershipRules.next(group, walks.find(group.id()), clock.instant())) {
            case MembershipRules.Step.Begin begin -> walks.begin(begin.walk(), begin.date()) ? send(begin.walk()) : 0;
            case MembershipRules.Step.SendAgain again ->
                walks.sendAgain(again.read(), clock.instant()) ? send(again.read()) : 0;
            case MembershipRules.Step.Nothing ignored -> 0;
        };
    }

    private int send(Walk walk) {
        List<Integer> shards = MembershipRules.left(walk);
        queue.send(shards.stream()
                .map(shard -> MembershipMessage.first(walk.group(), shard, walk.begunAt(), Correlation.current()))
                .toList());
        LOG.infof("group %s: %d shards of memberships are to be cancelled", walk.group(), shards.size());
        return shards.size();
    }
}
