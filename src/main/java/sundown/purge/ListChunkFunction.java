package sundown.purge;

import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import sundown.edge.QueueEdge;
import sundown.edge.QueueEvent;
import sundown.job.ChunkMessage;
import sundown.job.ChunkWorker;
import sundown.timeline.GroupId;
import sundown.timeline.TimelineStore;

/**
 * Lists a chunk of a closed group: for the manifest before the deletion, for the count of leavers, and for the
 * verification after the deletion. Runs once per message of the plan queue. It deletes nothing.
 */
@Singleton
public record ListChunkFunction(
        QueueEdge edge,
        Plans plans,
        TimelineStore timelines,
        PurgeStore purges,
        ChunkWorker worker,
        VerificationWork verification,
        PlanStore store,
        Leavers leavers) {
    private static final Logger LOG = Logger.getLogger(ListChunkFunction.class);

    @Funq("list-chunk")
    public QueueEvent.Answer handle(QueueEvent event) {
        return edge.handle(event, ChunkMessage::read, this::list);
    }

    private void list(ChunkMessage message) {
        PurgeJob.kind(message.job()).ifPresent(kind -> {
            switch (kind) {
                case LIST_ACCOUNTS, LIST_FOLDERS -> plans.list(kind, message);
                case COUNT_LEAVERS -> count(message);
                case VERIFY_USERS, VERIFY_FOLDERS -> verify(kind, message);
                case DELETE_CANARY, DELETE_ALL -> LOG.errorf("chunk %s is not for this queue", message);
            }
        });
    }

    /** A message of a count that began before the latest plan counts nothing. */
    private void count(ChunkMessage message) {
        GroupId id = message.job().group();
        store.latest(id)
                .filter(plan -> !message.run().isBefore(plan.at()))
                .flatMap(plan -> leavers.forChunk(id, plan, message.chunk()))
                .ifPresentOrElse(
                        work -> timelines.inForce().group(id).ifPresent(group -> worker.work(message, work, group)),
                        () -> LOG.infof("chunk %s is of no plan, or of none that is intact", message));
    }

    /** A message of a verification that began before the purge came to its state lists nothing. */
    private void verify(PurgeJob kind, ChunkMessage message) {
        purges.find(message.job().group())
                .filter(purge -> purge.state()
                        .unprovenSince()
                        .filter(since -> !message.run().isBefore(since))
                        .isPresent())
                .ifPresentOrElse(
                        purge -> timelines
                                .inForce()
                                .group(purge.group())
                                .ifPresent(group ->
                                        worker.work(message, verification.forMessage(kind, purge, message), group)),
                        () -> LOG.infof("chunk %s is of no purge that is to be verified", message));
    }
}
