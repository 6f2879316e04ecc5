package sundown.milestone;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;
import sundown.edge.Correlation;
import sundown.edge.MessageQueue;
import sundown.milestone.Milestone.Milestones;
import sundown.milestone.MilestoneRules.Due;
import sundown.timeline.Group;
import sundown.timeline.GroupTask;
import sundown.timeline.TimelineStore;

/** Sends the message of a milestone that no schedule brought; an extra message does no harm. */
@Singleton
public record MilestoneSweep(
        TimelineStore timelines,
        MilestoneStore store,
        Milestones milestones,
        MessageQueue<MilestoneMessage> queue,
        Clock clock)
        implements GroupTask {
    private static final Logger LOG = Logger.getLogger(MilestoneSweep.class);

    @Override
    public TaskName name() {
        return TaskName.MILESTONES;
    }

    /** A milestone stays due until it is acted on; the run must not find it again. */
    @Override
    public int advance(Group group) {
        Instant now = clock.instant();
        List<Due> due = MilestoneRules.due(group, milestones, store.find(group.id()), now);
        MilestoneRules.missed(due, now).ifPresent(latest -> {
            queue.send(new MilestoneMessage(group.id(), Correlation.current()));
            LOG.infof("group %s: no schedule brought %s", group.id(), latest.milestone());
        });
        return 0;
    }
}
