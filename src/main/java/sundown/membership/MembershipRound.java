package sundown.membership;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.jboss.logging.Logger;
import sundown.edge.Correlation;
import sundown.failure.LoggableFailure;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.sweep.Round;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.TimelineStore;

/** The sweep of the memberships: begins a group's walk when its exports open, and sends again what was not heard of. */
@Singleton
public final class MembershipRound implements Round {
    private static final Logger LOG = Logger.getLogger(MembershipRound.class);

    private final TimelineStore timelines;
    private final WalkStore walks;
    private final MembershipQueue queue;
    private final Clock clock;

    MembershipRound(TimelineStore timelines, WalkStore walks, MembershipQueue queue, Clock clock) {
        this.timelines = timelines;
        this.walks = walks;
        this.queue = queue;
        this.clock = clock;
    }

    @Override
    public int run() {
        return timelines.inForce().groups().stream()
                .filter(group -> MembershipRules.opened(group, clock.instant()))
                .mapToInt(this::advanceOrLeave)
                .sum();
    }

    /** One group that cannot be seen to keeps no other waiting; it is seen to at the next sweep. */
    private int advanceOrLeave(Group group) {
        try {
            return advance(group.id());
        } catch (RetryableFailure | PermanentFailure failed) {
            LOG.errorf(LoggableFailure.of(failed), "the memberships of group %s could not be seen to", group.id());
            return 0;
        }
    }

    private int advance(GroupId group) {
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
