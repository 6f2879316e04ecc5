package sundown.membership;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;
import sundown.edge.MessageQueue;
import sundown.job.ChunkMessage;
import sundown.job.Jobs;
import sundown.milestone.Milestone;
import sundown.milestone.MilestoneHandler;
import sundown.sweep.SweepRun;
import sundown.sweep.SweepTask;
import sundown.sweep.TaskName;
import sundown.timeline.Group;
import sundown.timeline.TimelineStore;

/**
 * Begins to cancel a group's memberships at its opening, and once more at its refund date, for members whom the first
 * run has missed. As a task of the sweep, it begins what no date has begun, and sends chunks again that are late.
 */
@Singleton
public final class MembershipsEnd implements MilestoneHandler, SweepTask {
    private static final Logger LOG = Logger.getLogger(MembershipsEnd.class);

    private final TimelineStore timelines;
    private final Jobs jobs;
    private final MessageQueue<ChunkMessage> queue;
    private final Clock clock;

    MembershipsEnd(
            TimelineStore timelines,
            Jobs jobs,
            @Named(MembershipWork.NAME) MessageQueue<ChunkMessage> queue,
            Clock clock) {
        this.timelines = timelines;
        this.jobs = jobs;
        this.queue = queue;
        this.clock = clock;
    }

    @Override
    public boolean actsAt(Milestone milestone) {
        return milestone == Milestone.EXPORTS_OPEN || milestone == Milestone.REFUND_DATE;
    }

    @Override
    public void act(Group group) {
        advance(group);
    }

    @Override
    public TaskName name() {
        return TaskName.MEMBERSHIPS;
    }

    @Override
    public int run(SweepRun run) {
        return run.each(
                timelines.inForce().groups(),
                this::advance,
                (failed, group) -> LOG.errorf(failed, "the memberships of group %s could not be advanced", group.id()));
    }

    private int advance(Group group) {
        Instant now = clock.instant();
        return MembershipRules.opened(group, now)
                ? jobs.advance(MembershipWork.job(group.id()), queue, MembershipRules.since(group.dates(), now))
                : 0;
    }
}
