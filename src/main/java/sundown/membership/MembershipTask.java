package sundown.membership;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;
import sundown.edge.MessageQueue;
import sundown.job.ChunkMessage;
import sundown.job.Jobs;
import sundown.sweep.SweepRun;
import sundown.sweep.SweepTask;
import sundown.sweep.TaskName;
import sundown.timeline.Group;
import sundown.timeline.TimelineStore;

/** Begins a cancellation of memberships that nothing else began, and sends its chunks again that are late. */
@Singleton
public final class MembershipTask implements SweepTask {
    private static final Logger LOG = Logger.getLogger(MembershipTask.class);

    private final TimelineStore timelines;
    private final Jobs jobs;
    private final MessageQueue<ChunkMessage> queue;
    private final Clock clock;

    MembershipTask(
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
