package sundown.milestone;

import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jboss.logging.Logger;
import sundown.edge.QueueAnswer;
import sundown.edge.QueueEdge;
import sundown.edge.QueueEvent;
import sundown.timeline.TimelineStore;

/** Acts on the dates of a group that have come; runs once per message of the advance queue. */
@Singleton
public final class AdvanceGroupFunction {
    private static final Logger LOG = Logger.getLogger(AdvanceGroupFunction.class);

    private final QueueEdge edge;
    private final TimelineStore timelines;
    private final MilestoneStore advances;
    private final MilestoneWorker worker;
    private final Clock clock;

    AdvanceGroupFunction(
            QueueEdge edge, TimelineStore timelines, MilestoneStore advances, MilestoneWorker worker, Clock clock) {
        this.edge = edge;
        this.timelines = timelines;
        this.advances = advances;
        this.worker = worker;
        this.clock = clock;
    }

    /** Takes {@link MilestoneMessage}s. */
    @Funq("advance-group")
    public QueueAnswer handle(QueueEvent event) {
        return edge.handle(event, MilestoneMessage::read, this::advance);
    }

    /** Whatever brought the message, the timeline in force decides: one that comes early or twice finds nothing due. */
    private void advance(MilestoneMessage message) {
        timelines
                .inForce()
                .group(message.group())
                .ifPresentOrElse(
                        group -> worker.advance(
                                group, MilestoneRules.due(group, advances.find(group.id()), clock.instant())),
                        () -> LOG.infof("group %s is not in the timeline", message.group()));
    }
}
