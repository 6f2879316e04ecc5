package sundown.report;

import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import sundown.edge.QueueEdge;
import sundown.edge.QueueEvent;
import sundown.job.ChunkMessage;
import sundown.job.ChunkWorker;
import sundown.timeline.TimelineStore;

/**
 * Counts a chunk of a group for the report, and writes the report when all groups are counted; runs once per message of
 * the progress queue.
 */
@Singleton
public record CountProgressFunction(
        QueueEdge edge, TimelineStore timelines, ChunkWorker worker, CountingWork work, ReportComposer composer) {
    private static final Logger LOG = Logger.getLogger(CountProgressFunction.class);

    /** Takes {@link ChunkMessage}s. */
    @Funq("count-progress")
    public QueueEvent.Answer handle(QueueEvent event) {
        return edge.handle(event, ChunkMessage::read, this::count);
    }

    /** A message of a chunk that is counted was sent, or came again, to have the report composed. */
    private void count(ChunkMessage message) {
        timelines
                .inForce()
                .group(message.job().group())
                .ifPresentOrElse(
                        group -> worker.work(message, work, group),
                        () -> LOG.infof(
                                "group %s is not in the timeline", message.job().group()));
        composer.composeWhenCounted();
    }
}
