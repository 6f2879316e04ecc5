package sundown.purge.certificate;

import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import sundown.edge.QueueAnswer;
import sundown.edge.QueueEdge;
import sundown.edge.QueueEvent;
import sundown.job.ChunkMessage;
import sundown.purge.deletion.VerificationJobs.Part;
import sundown.purge.plan.PlanChunks;
import sundown.purge.plan.PlanWork;

/**
 * Lists a chunk of a closed group: for the manifest before the deletion, and for the certificate after it. Runs once
 * per message of the plan queue. It deletes nothing.
 */
@Singleton
public final class ListChunkFunction {
    private final QueueEdge edge;
    private final PlanChunks plans;
    private final VerificationChunks verifications;

    ListChunkFunction(QueueEdge edge, PlanChunks plans, VerificationChunks verifications) {
        this.edge = edge;
        this.plans = plans;
        this.verifications = verifications;
    }

    /** Takes {@link ChunkMessage}s. */
    @Funq("list-chunk")
    public QueueAnswer handle(QueueEvent event) {
        return edge.handle(event, body -> ChunkMessage.read(body, PlanWork.QUEUE), this::list);
    }

    private void list(ChunkMessage message) {
        Part.of(message.job()).ifPresentOrElse(part -> verifications.list(part, message), () -> plans.list(message));
    }
}
