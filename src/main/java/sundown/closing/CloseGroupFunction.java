package sundown.closing;

import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jboss.logging.Logger;
import sundown.edge.QueueAnswer;
import sundown.edge.QueueEdge;
import sundown.edge.QueueEvent;
import sundown.timeline.TimelineStore;

/** Ends what still runs in a shard of a group that has closed; runs once per message of the closing queue. */
@Singleton
public final class CloseGroupFunction {
    private static final Logger LOG = Logger.getLogger(CloseGroupFunction.class);

    private final QueueEdge edge;
    private final TimelineStore timelines;
    private final ClosingWalker walker;
    private final Clock clock;

    CloseGroupFunction(QueueEdge edge, TimelineStore timelines, ClosingWalker walker, Clock clock) {
        this.edge = edge;
        this.timelines = timelines;
        this.walker = walker;
        this.clock = clock;
    }

    /** Takes {@link ClosingMessage}s. */
    @Funq("close-group")
    public QueueAnswer handle(QueueEvent event) {
        return edge.handle(event, ClosingMessage::read, this::close);
    }

    /** A message alone ends nothing: the group must have closed, and its closing must have begun. */
    private void close(ClosingMessage message) {
        ClosingRules.closed(timelines.inForce(), message.group(), clock.instant())
                .ifPresentOrElse(group -> walker.walk(message, group), () -> drop(message));
    }

    private static void drop(ClosingMessage message) {
        LOG.infof("group %s has not closed", message.group());
    }
}
