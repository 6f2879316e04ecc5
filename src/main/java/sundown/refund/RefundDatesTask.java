package sundown.refund;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jboss.logging.Logger;
import sundown.edge.MessageQueue;
import sundown.job.ChunkMessage;
import sundown.job.Jobs;
import sundown.sweep.SweepRun;
import sundown.sweep.SweepTask;
import sundown.sweep.TaskName;
import sundown.timeline.Group;
import sundown.timeline.TimelineStore;

/** Begins to request the refunds of a group whose date nothing else acted on, and sends chunks again that are late. */
@Singleton
public final class RefundDatesTask implements SweepTask {
    private static final Logger LOG = Logger.getLogger(RefundDatesTask.class);

    private final TimelineStore timelines;
    private final Jobs jobs;
    private final MessageQueue<ChunkMessage> queue;
    private final Clock clock;

    RefundDatesTask(
            TimelineStore timelines,
            Jobs jobs,
            @Named(RefundDatesWork.NAME) MessageQueue<ChunkMessage> queue,
            Clock clock) {
        this.timelines = timelines;
        this.jobs = jobs;
        this.queue = queue;
        this.clock = clock;
    }

    @Override
    public TaskName name() {
        return TaskName.REFUND_DATES;
    }

    @Override
    public int run(SweepRun run) {
        return run.each(
                timelines.inForce().groups(),
                this::advance,
                (failed, group) -> LOG.errorf(failed, "the refund date of group %s could not be advanced", group.id()));
    }

    private int advance(Group group) {
        return RefundDatesWork.come(group, clock.instant())
                ? jobs.advance(
                        RefundDatesWork.job(group),
                        RefundLedger.PARTS,
                        queue,
                        group.dates().refundBy())
                : 0;
    }
}
