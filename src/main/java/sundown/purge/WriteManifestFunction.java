package sundown.purge;

import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import sundown.edge.QueueAnswer;
import sundown.edge.QueueEdge;
import sundown.edge.QueueEvent;
import sundown.job.ChunkMessage;
import sundown.job.ChunkWorker;
import sundown.timeline.Group;
import sundown.timeline.TimelineStore;

/** Lists a chunk of a closed group for its manifest; runs once per message of the plan queue. It deletes nothing. */
@Singleton
public final class WriteManifestFunction {
    private static final Logger LOG = Logger.getLogger(WriteManifestFunction.class);

    private final QueueEdge edge;
    private final TimelineStore timelines;
    private final ChunkWorker worker;
    private final PlanWork work;
    private final PlanSteps steps;

    WriteManifestFunction(QueueEdge edge, TimelineStore timelines, ChunkWorker worker, PlanWork work, PlanSteps steps) {
        this.edge = edge;
        this.timelines = timelines;
        this.worker = worker;
        this.work = work;
        this.steps = steps;
    }

    /** Takes {@link ChunkMessage}s. */
    @Funq("write-manifest")
    public QueueAnswer handle(QueueEvent event) {
        return edge.handle(event, body -> ChunkMessage.read(body, PlanWork.QUEUE), this::list);
    }

    /** A message alone lists nothing: the plan must be the group's, and under way. */
    private void list(ChunkMessage message) {
        steps.underWay(message.job().group())
                .filter(plan -> plan.begunAt().equals(message.run()))
                .flatMap(plan -> timelines.inForce().group(plan.group()))
                .ifPresentOrElse(
                        group -> list(message, group),
                        () -> LOG.infof("chunk %s is of no plan that is under way", message));
    }

    private void list(ChunkMessage message, Group group) {
        PlanWork.Part.of(message.job()).ifPresent(part -> worker.work(message, work.of(part), group));
        steps.underWay(group.id()).ifPresent(steps::goOn);
    }
}
