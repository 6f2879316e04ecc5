package sundown.milestone;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import sundown.edge.Correlation;
import sundown.edge.MessageQueue;
import sundown.milestone.MilestoneRules.Due;
import sundown.sweep.SweepRun;
import sundown.sweep.SweepTask;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.TimelineStore;

/**
 * Sends the message of a milestone that no schedule brought. This instance remembers what it sent; an extra message
 * does no harm.
 */
@Singleton
public final class MilestoneTask implements SweepTask {
    private static final Logger LOG = Logger.getLogger(MilestoneTask.class);

    /** A schedule's message arrives within a minute and is handled in less. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    /** By then, work that continues has handed itself on more than once. */
    static final Duration AGAIN = Duration.ofMinutes(10);

    private final TimelineStore timelines;
    private final MilestoneStore milestones;
    private final MessageQueue<MilestoneMessage> queue;
    private final Clock clock;
    private final Map<GroupId, Sent> sent = new ConcurrentHashMap<>();

    MilestoneTask(
            TimelineStore timelines, MilestoneStore milestones, MessageQueue<MilestoneMessage> queue, Clock clock) {
        this.timelines = timelines;
        this.milestones = milestones;
        this.queue = queue;
        this.clock = clock;
    }

    /** The milestone of a sent message, and when it was sent. */
    private record Sent(Due latest, Instant at) {}

    @Override
    public int run(SweepRun run) {
        return run.each(
                timelines.inForce().groups(),
                group -> overdue(group).map(latest -> send(group, latest)).orElse(0),
                (failed, group) -> LOG.errorf(failed, "the dates of group %s could not be checked", group.id()));
    }

    private Optional<Due> overdue(Group group) {
        Instant now = clock.instant();
        List<Due> overdue = MilestoneRules.due(group, milestones.find(group.id()), now).stream()
                .filter(due -> !now.isBefore(due.at().plus(PATIENCE)))
                .toList();
        return overdue.isEmpty() ? Optional.empty() : Optional.of(overdue.getLast());
    }

    private int send(Group group, Due latest) {
        Instant now = clock.instant();
        if (sentRecently(group, latest, now)) {
            return 0;
        }
        queue.send(List.of(new MilestoneMessage(group.id(), Correlation.current())));
        sent.put(group.id(), new Sent(latest, now));
        LOG.infof("group %s: no schedule brought %s", group.id(), latest.milestone());
        return 1;
    }

    private boolean sentRecently(Group group, Due latest, Instant now) {
        return Optional.ofNullable(sent.get(group.id()))
                .filter(last -> last.latest().equals(latest))
                .filter(last -> now.isBefore(last.at().plus(AGAIN)))
                .isPresent();
    }
}
