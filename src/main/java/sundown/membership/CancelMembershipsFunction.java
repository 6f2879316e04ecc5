package sundown.membership;

import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger;
import sundown.edge.QueueAnswer;
import sundown.edge.QueueEdge;
import sundown.edge.QueueEvent;
import sundown.timeline.Group;
import sundown.timeline.TimelineStore;

/**
 * Cancels the memberships of a shard of a group whose exports have opened; runs once per message of the membership
 * queue.
 */
@Singleton
public final class CancelMembershipsFunction {
    private static final Logger LOG = Logger.getLogger(CancelMembershipsFunction.class);

    private final QueueEdge edge;
    private final TimelineStore timelines;
    private final WalkStore walks;
    private final MembershipWalker walker;
    private final Clock clock;

    CancelMembershipsFunction(
            QueueEdge edge, TimelineStore timelines, WalkStore walks, MembershipWalker walker, Clock clock) {
        this.edge = edge;
        this.timelines = timelines;
        this.walks = walks;
        this.walker = walker;
        this.clock = clock;
    }

    /** Takes {@link MembershipMessage}s. */
    @Funq("cancel-memberships")
    public QueueAnswer handle(QueueEvent event) {
        return edge.handle(event, MembershipMessage::read, this::cancel);
    }

    /** A message alone cancels nothing: the group must have opened, and the walk that it is of must be the latest. */
    private void cancel(MembershipMessage message) {
        Optional<Group> opened = MembershipRules.opened(timelines.inForce(), message.group(), clock.instant())
                .filter(group -> underWay(message));
        opened.ifPresentOrElse(group -> walker.walk(message, group), () -> drop(message));
    }

    private boolean underWay(MembershipMessage message) {
        return walks.find(message.group())
                .filter(walk -> walk.begunAt().equals(message.begunAt()))
                .filter(walk -> !walk.done().contains(message.shard()))
                .isPresent();
    }

    private static void drop(MembershipMessage message) {
        LOG.infof("group %s, shard %d: not to be walked", message.group(), message.shard());
    }
}
