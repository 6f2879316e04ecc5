package sundown.purge;

import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;
import sundown.edge.QueueEdge;
import sundown.edge.QueueEvent;
import sundown.job.ChunkMessage;
import sundown.job.ChunkWorker;
import sundown.purge.PurgeStore.Purge;
import sundown.timeline.TimelineStore;

/** Deletes a chunk of an approved manifest, account by account; runs once per message of the purge queue. */
@Singleton
public record PurgeAccountFunction(
        QueueEdge edge, TimelineStore timelines, PurgeStore purges, ChunkWorker worker, DeletionWork work) {
    private static final Logger LOG = Logger.getLogger(PurgeAccountFunction.class);

    @Funq("purge-account")
    public QueueEvent.Answer handle(QueueEvent event) {
        return edge.handle(event, ChunkMessage::read, this::delete);
    }

    /** A purge that is given up is continued, too, to record the deleted entries. */
    private void delete(ChunkMessage message) {
        Optional<Purge> purge =
                purges.find(message.job().group()).filter(found -> DeletionJobs.belongs(message, found));
        purge.flatMap(found -> timelines.inForce().group(found.group()))
                .ifPresentOrElse(
                        group -> PurgeState.Part.of(message.job())
                                .flatMap(part -> work.forChunk(part, purge.orElseThrow(), message.chunk()))
                                .ifPresent(found -> worker.work(message, found, group)),
                        () -> LOG.infof("chunk %s is of no purge", message));
    }
}
