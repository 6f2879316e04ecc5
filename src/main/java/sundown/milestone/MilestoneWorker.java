package sundown.milestone;

import io.quarkus.arc.All;
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
import sundown.failure.LoggableFailure;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.milestone.MilestoneRules.Due;
import sundown.timeline.Group;
import sundown.timeline.GroupId;

/** Acts on milestones, and only then notes them: a worker that dies anywhere leaves them due. */
@Singleton
final class MilestoneWorker {
    private static final Logger LOG = Logger.getLogger(MilestoneWorker.class);

    /** What is then left of the function's two minutes is enough for a slow page. */
    static final Duration LONGEST = Duration.ofSeconds(80);

    private final MilestoneStore advances;
    private final List<MilestoneHandler> arrivals;
    private final MessageQueue<MilestoneMessage> queue;
    private final Clock clock;

    MilestoneWorker(
            MilestoneStore advances,
            @All List<MilestoneHandler> arrivals,
            MessageQueue<MilestoneMessage> queue,
            Clock clock) {
        this.advances = advances;
        this.arrivals = arrivals.stream()
                .sorted(Comparator.comparing(MilestoneHandler::name))
                .toList();
        this.queue = queue;
        this.clock = clock;
    }

    /**
     * Acts on what is due, one after the other.
     *
     * @throws RetryableFailure when one of them failed, after the others
     */
    void advance(Group group, List<Due> dues) {
        Instant end = clock.instant().plus(LONGEST);
        long failed = dues.stream().filter(due -> !succeeds(group, due, end)).count();
        if (failed > 0) {
            throw new RetryableFailure("%d dates of group %s could not be acted on".formatted(failed, group.id()));
        }
    }

    /** A milestone that cannot be acted on keeps no later one waiting. */
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
        stopped.ifPresentOrElse(stop -> handOn(group.id(), stop), () -> note(group.id(), due));
    }

    private Optional<Checkpoint> act(Group group, Due due, Instant end) {
        List<MilestoneHandler> acting = arrivals.stream()
                .filter(arrival -> arrival.actsAt(due.milestone()))
                .toList();
        Optional<Checkpoint> before =
                advances.stopped(group.id(), due.milestone()).filter(stop -> fits(stop, due, acting));
        return acting.stream()
                .filter(arrival -> before.filter(stop -> arrival.name().compareTo(stop.arrival()) < 0)
                        .isEmpty())
                .flatMap(arrival -> arrival
                        .act(group, due.milestone(), after(arrival, before), end)
                        .map(after -> new Checkpoint(due.milestone(), due.at(), arrival.name(), after))
                        .stream())
                .findFirst();
    }

    private static boolean fits(Checkpoint stop, Due due, List<MilestoneHandler> acting) {
        return stop.at().equals(due.at())
                && acting.stream().anyMatch(arrival -> arrival.name().equals(stop.arrival()));
    }

    private static Optional<String> after(MilestoneHandler arrival, Optional<Checkpoint> before) {
        return before.filter(stop -> stop.arrival().equals(arrival.name())).map(Checkpoint::after);
    }

    private void handOn(GroupId group, Checkpoint stop) {
        advances.stop(group, stop);
        queue.send(List.of(new MilestoneMessage(group, Correlation.current())));
    }

    /** Somebody who notes another milestone at the same time is no reason to act again. */
    private void note(GroupId group, Due due) {
        Optional<ReachedMilestones> changed = MilestoneRules.acted(advances.find(group), due);
        while (changed.isPresent() && !advances.save(changed.get())) {
            changed = MilestoneRules.acted(advances.find(group), due);
        }
        LOG.infof("group %s: %s has come", group, due.milestone());
    }
}
