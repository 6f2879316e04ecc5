package sundown.membership;

import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jboss.logging.Logger;
import sundown.edge.QueueAnswer;
import sundown.edge.QueueEdge;
import sundown.edge.QueueEvent;
import sundown.job.ChunkMessage;
import sundown.job.ChunkWorker;
import sundown.timeline.TimelineStore;

/**
 * Cancels the memberships in a chunk of a group whose exports have opened; runs once per message of the membership
 * queue.
 */
@Singleton
public final class CancelMembershipsFunction {
    private static final Logger LOG = Logger.getLogger(CancelMembershipsFunction.class);

    private final QueueEdge edge;
    private final TimelineStore timelines;
    private final ChunkWorker worker;
    private final MembershipWork work;
    private final Clock clock;

    CancelMembershipsFunction(
            QueueEdge edge, TimelineStore timelines, ChunkWorker worker, MembershipWork work, Clock clock) {
        this.edge = edge;
        this.timelines = timelines;
        this.worker = worker;
        this.work = work;
        this.clock = clock;
    }

    /** Takes {@link ChunkMessage}s. */
    @Funq("cancel-memberships")
    public QueueAnswer handle(QueueEvent event) {
        return edge.handle(event, body -> ChunkMessage.read(body, MembershipWork.NAME), this::cancel);
    }

    /** A message alone cancels nothing: the group must have opened. */
    private void cancel(ChunkMessage message) {
        MembershipRules.opened(timelines.inForce(), message.job().group(), clock.instant())
                .ifPresentOrElse(
                        group -> worker.work(message, work, group),
                        () -> LOG.infof("group %s has not opened", message.job().group()));
    }
}
