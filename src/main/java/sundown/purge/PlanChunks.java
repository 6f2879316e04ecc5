package sundown.purge;

import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import sundown.job.ChunkMessage;
import sundown.job.ChunkWorker;
import sundown.timeline.Group;
import sundown.timeline.TimelineStore;

/** Lists chunks of closed groups for their manifests. It deletes nothing. */
@Singleton
public final class PlanChunks {
    private static final Logger LOG = Logger.getLogger(PlanChunks.class);

    private final TimelineStore timelines;
    private final ChunkWorker worker;
    private final PlanWork work;
    private final PlanSteps steps;

    PlanChunks(TimelineStore timelines, ChunkWorker worker, PlanWork work, PlanSteps steps) {
        this.timelines = timelines;
        this.worker = worker;
        this.work = work;
        this.steps = steps;
    }

    /** A message alone lists nothing: the plan must be the group's, and under way. */
    public void list(ChunkMessage message) {
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
