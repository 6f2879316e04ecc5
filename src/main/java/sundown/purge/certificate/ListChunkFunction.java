package sundown.purge.certificate;

import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import sundown.edge.QueueAnswer;
import sundown.edge.QueueEdge;
import sundown.edge.QueueEvent;
import sundown.job.ChunkMessage;
import sundown.job.ChunkWorker;
import sundown.purge.approval.PurgeStore;
import sundown.purge.deletion.VerificationJobs.Part;
import sundown.purge.plan.PlanChunks;
import sundown.purge.plan.PlanWork;
import sundown.timeline.TimelineStore;

/**
 * Lists a chunk of a closed group: for the manifest before the deletion, and for the certificate after it. Runs once
 * per message of the plan queue. It deletes nothing.
 */
@Singleton
public final class ListChunkFunction {
    private static final Logger LOG = Logger.getLogger(ListChunkFunction.class);

    private final QueueEdge edge;
    private final PlanChunks plans;
    private final TimelineStore timelines;
    private final PurgeStore purges;
    private final ChunkWorker worker;
    private final VerificationWork verification;

    ListChunkFunction(
            QueueEdge edge,
            PlanChunks plans,
            TimelineStore timelines,
            PurgeStore purges,
            ChunkWorker worker,
            VerificationWork verification) {
        this.edge = edge;
        this.plans = plans;
        this.timelines = timelines;
        this.purges = purges;
        this.worker = worker;
        this.verification = verification;
    }

    /** Takes {@link ChunkMessage}s. */
    @Funq("list-chunk")
    public QueueAnswer handle(QueueEvent event) {
        return edge.handle(event, body -> ChunkMessage.read(body, PlanWork.QUEUE), this::list);
    }

    private void list(ChunkMessage message) {
        Part.of(message.job()).ifPresentOrElse(part -> verify(part, message), () -> plans.list(message));
    }

    /** A message of a verification that began before the purge came to where it is lists nothing. */
    private void verify(Part part, ChunkMessage message) {
        purges.find(message.job().group())
                .filter(purge -> purge.state()
                        .unprovenSince()
                        .filter(since -> !message.run().isBefore(since))
                        .isPresent())
                .ifPresentOrElse(
                        purge -> timelines
                                .inForce()
                                .group(purge.group())
                                .ifPresent(group -> worker.work(message, verification.of(part, purge, message), group)),
                        () -> LOG.infof("chunk %s is of no purge that is to be verified", message));
    }
}
