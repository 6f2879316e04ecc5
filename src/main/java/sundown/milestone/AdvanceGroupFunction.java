package sundown.milestone;

import io.quarkus.arc.All;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import sundown.edge.QueueEdge;
import sundown.edge.QueueEvent;
import sundown.failure.LoggableFailure;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.failure.UntilSaved;
import sundown.milestone.Milestone.MilestoneHandler;
import sundown.milestone.Milestone.Milestones;
import sundown.milestone.MilestoneRules.Due;
import sundown.milestone.MilestoneStore.ReachedMilestones;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.TimelineStore;

/**
 * Handles the milestones of a group that have come; runs once per message of the advance queue. It notes a milestone
 * after all its handlers are done, so that after a crash the milestone is still due.
 */
@Singleton
public record AdvanceGroupFunction(
        QueueEdge edge,
        TimelineStore timelines,
        MilestoneStore store,
        Milestones milestones,
        @All List<MilestoneHandler> handlers,
        Clock clock) {
    private static final Logger LOG = Logger.getLogger(AdvanceGroupFunction.class);

    /** Takes {@link MilestoneMessage}s. */
    @Funq("advance-group")
    public QueueEvent.Answer handle(QueueEvent event) {
        return edge.handle(event, MilestoneMessage::read, this::advance);
    }

    /** The timeline in force decides what is due: an early or repeated message finds nothing. */
    private void advance(MilestoneMessage message) {
        timelines
                .inForce()
                .group(message.group())
                .ifPresentOrElse(this::advance, () -> LOG.infof("group %s is not in the timeline", message.group()));
    }

    private void advance(Group group) {
        long failed = MilestoneRules.due(group, milestones, store.find(group.id()), clock.instant()).stream()
                .filter(due -> !succeeds(group, due))
                .count();
        if (failed > 0) {
            throw new RetryableFailure("%d dates of group %s could not be acted on".formatted(failed, group.id()));
        }
    }

    /** A milestone that fails delays no later one. */
    private boolean succeeds(Group group, Due due) {
        try {
            act(group, due);
            note(group.id(), due);
            return true;
        } catch (RetryableFailure | PermanentFailure failed) {
            LOG.errorf(LoggableFailure.of(failed), "%s of group %s cannot be acted on", due.milestone(), group.id());
            return false;
        }
    }

    private void act(Group group, Due due) {
        if (!due.overtaken()) {
            handlers.stream().filter(handler -> handler.actsAt(due.milestone())).forEach(handler -> handler.act(group));
        }
    }

    /** A concurrent save of another milestone only repeats this save, not the handlers. */
    private void note(GroupId group, Due due) {
        Optional<ReachedMilestones> unused = UntilSaved.save(
                () -> MilestoneRules.acted(store.find(group), due),
                changed -> Optional.of(changed).filter(store::save));
        LOG.infof("group %s: %s has come", group, due.milestone());
    }
}
