package sundown.purge.close;

import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jboss.logging.Logger;
import sundown.edge.QueueEdge;
import sundown.edge.QueueEvent;
import sundown.job.ChunkMessage;
import sundown.job.ChunkWorker;
import sundown.timeline.TimelineStore;

/**
 * Ends the running transfers and archives in a chunk of a group that has closed; runs once per message of the closing
 * queue.
 */
@Singleton
public record CloseGroupFunction(
        QueueEdge edge, TimelineStore timelines, ChunkWorker worker, ClosingWork work, Clock clock) {
    private static final Logger LOG = Logger.getLogger(CloseGroupFunction.class);

    @Funq("close-group")
    public QueueEvent.Answer handle(QueueEvent event) {
        return edge.handle(event, ChunkMessage::read, this::close);
    }

    /** A message alone ends nothing: the group must have closed, and the run must have begun since. */
    private void close(ChunkMessage message) {
        ClosingRules.closed(timelines.inForce(), message.job().group(), clock.instant())
                .filter(group -> !message.run().isBefore(group.dates().close()))
                .ifPresentOrElse(
                        group -> worker.work(message, work, group),
                        () -> LOG.infof(
                                "group %s has not closed since", message.job().group()));
    }
}
