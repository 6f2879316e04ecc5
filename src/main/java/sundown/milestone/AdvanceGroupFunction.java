package sundown.milestone;

import io.quarkus.arc.All;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import sundown.edge.Correlation;
import sundown.edge.MessageQueue;
import sundown.edge.QueueAnswer;
import sundown.edge.QueueEdge;
import sundown.edge.QueueEvent;
import sundown.failure.LoggableFailure;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.milestone.MilestoneRules.Due;
import sundown.milestone.MilestoneStore.Checkpoint;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.TimelineStore;

/**
 * Handles the milestones of a group that have come; runs once per message of the advance queue. It notes a milestone
 * after all its handlers are done, so that after a crash the milestone is still due.
 */
@Singleton
public final class AdvanceGroupFunction {
    private static final Logger LOG = Logger.getLogger(AdvanceGroupFunction.class);

    /** The rest of the function's two minutes is enough for a slow page. */
    private static final Duration LONGEST = Duration.ofSeconds(80);

    private final QueueEdge edge;
    private final TimelineStore timelines;
    private final MilestoneStore milestones;
    private final List<MilestoneHandler> handlers;
    private final MessageQueue<MilestoneMessage> queue;
    private final Clock clock;

    AdvanceGroupFunction(
            QueueEdge edge,
            TimelineStore timelines,
            MilestoneStore milestones,
            @All List<MilestoneHandler> handlers,
            MessageQueue<MilestoneMessage> queue,
            Clock clock) {
        this.edge = edge;
        this.timelines = timelines;
        this.milestones = milestones;
        this.handlers = handlers.stream()
                .sorted(Comparator.comparing(MilestoneHandler::name))
                .toList();
        this.queue = queue;
        this.clock = clock;
    }

    /** Takes {@link MilestoneMessage}s. */
    @Funq("advance-group")
    public QueueAnswer handle(QueueEvent event) {
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
        Instant end = clock.instant().plus(LONGEST);
        long failed = MilestoneRules.due(group, milestones.find(group.id()), clock.instant()).stream()
                .filter(due -> !succeeds(group, due, end))
                .count();
        if (failed > 0) {
            throw new RetryableFailure("%d dates of group %s could not be acted on".formatted(failed, group.id()));
        }
    }

    /** A milestone that fails delays no later one. */
    private boolean succeeds(Group group, Due due, Instant end) {
        try {
            advance(group, due, end);
            return true;
        } catch (RetryableFailure | PermanentFailure failed) {
            LOG.errorf(LoggableFailure.of(failed), "%s of group %s cannot be acted on", due.milestone(), group.id());
            return false;
        }
    }

    private void advance(Group group, Due due, Instant end) {
        Optional<Checkpoint> stopped = due.overtaken() ? Optional.empty() : act(group, due, end);
        stopped.ifPresentOrElse(checkpoint -> handOn(group.id(), checkpoint), () -> note(group.id(), due));
    }

    private Optional<Checkpoint> act(Group group, Due due, Instant end) {
        List<MilestoneHandler> acting = handlers.stream()
                .filter(handler -> handler.actsAt(due.milestone()))
                .toList();
        Optional<Checkpoint> before =
                milestones.stopped(group.id(), due.milestone()).filter(checkpoint -> fits(checkpoint, due, acting));
        return acting.stream()
                .filter(handler -> before.filter(checkpoint -> handler.name().compareTo(checkpoint.arrival()) < 0)
                        .isEmpty())
                .flatMap(handler -> handler
                        .act(group, due.milestone(), after(handler, before), end)
                        .map(after -> new Checkpoint(due.milestone(), due.at(), handler.name(), after))
                        .stream())
                .findFirst();
    }

    private static boolean fits(Checkpoint checkpoint, Due due, List<MilestoneHandler> acting) {
        return checkpoint.at().equals(due.at())
                && acting.stream().anyMatch(handler -> handler.name().equals(checkpoint.arrival()));
    }

    private static Optional<String> after(MilestoneHandler handler, Optional<Checkpoint> before) {
        return before.filter(checkpoint -> checkpoint.arrival().equals(handler.name()))
                .map(Checkpoint::after);
    }

    private void handOn(GroupId group, Checkpoint checkpoint) {
        milestones.stop(group, checkpoint);
        queue.send(List.of(new MilestoneMessage(group, Correlation.current())));
    }

    /** A concurrent save of another milestone only repeats this save, not the handlers. */
    private void note(GroupId group, Due due) {
        Optional<ReachedMilestones> changed = MilestoneRules.acted(milestones.find(group), due);
        while (changed.isPresent() && !milestones.save(changed.get())) {
            changed = MilestoneRules.acted(milestones.find(group), due);
        }
        LOG.infof("group %s: %s has come", group, due.milestone());
    }
}
