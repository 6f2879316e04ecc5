package sundown.purge;

import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;
import sundown.edge.QueueAnswer;
import sundown.edge.QueueEdge;
import sundown.edge.QueueEvent;

/** Lists a shard of a closed group for its manifest; runs once per message of the plan queue. It deletes nothing. */
@Singleton
public final class WriteManifestFunction {
    private static final Logger LOG = Logger.getLogger(WriteManifestFunction.class);

    private final QueueEdge edge;
    private final PlanStore plans;
    private final PlanWalker walker;
    private final ManifestWriter writer;

    WriteManifestFunction(QueueEdge edge, PlanStore plans, PlanWalker walker, ManifestWriter writer) {
        this.edge = edge;
        this.plans = plans;
        this.walker = walker;
        this.writer = writer;
    }

    /** Takes {@link PlanMessage}s. */
    @Funq("write-manifest")
    public QueueAnswer handle(QueueEvent event) {
        return edge.handle(event, PlanMessage::read, this::list);
    }

    /** A message alone lists nothing: the plan must be the group's, and under way. */
    private void list(PlanMessage message) {
        underWay(message).ifPresentOrElse(plan -> list(message, plan), () -> drop(message));
    }

    private void list(PlanMessage message, PurgePlan plan) {
        if (!plan.done().contains(message.shard())) {
            walker.walk(message);
        }
        underWay(message).filter(PurgePlan::walked).ifPresent(writer::write);
    }

    private Optional<PurgePlan> underWay(PlanMessage message) {
        return plans.find(message.group())
                .filter(plan -> plan.id().equals(message.plan()))
                .filter(plan -> plan.planned().isEmpty());
    }

    private static void drop(PlanMessage message) {
        LOG.infof("plan %s of group %s is not under way", message.plan(), message.group());
    }
}
