package sundown.membership;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.jboss.logging.Logger;
import sundown.edge.Correlation;
import sundown.timeline.GroupId;

/** Begins the walk through a group whose exports have opened, once, and sends again what was not heard of. */
@Singleton
final class WalkStarter {
    private static final Logger LOG = Logger.getLogger(WalkStarter.class);

    private final WalkStore walks;
    private final MembershipQueue queue;
    private final Clock clock;

    WalkStarter(WalkStore walks, MembershipQueue queue, Clock clock) {
        this.walks = walks;
        this.queue = queue;
        this.clock = clock;
    }

    /**
     * Sees to a group.
     *
     * @return how many shards were sent
     */
    int advance(GroupId group) {
        return switch (MembershipRules.next(group, walks.find(group), clock.instant())) {
            case MembershipRules.Step.Begin begin ->
                walks.begin(begin.walk()) ? send(group, MembershipRules.left(begin.walk())) : 0;
            case MembershipRules.Step.SendAgain again ->
                walks.sendAgain(again.read(), clock.instant()) ? send(group, again.shards()) : 0;
            case MembershipRules.Step.Nothing ignored -> 0;
        };
    }

    private int send(GroupId group, List<Integer> shards) {
        queue.send(shards.stream()
                .map(shard -> MembershipMessage.first(group, shard, Correlation.current()))
                .toList());
        LOG.infof("group %s: %d shards of memberships are to be cancelled", group, shards.size());
        return shards.size();
    }
}
