package sundown.purge.close;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;
import sundown.edge.MessageQueue;
import sundown.job.ChunkMessage;
import sundown.job.Job;
import sundown.job.Job.JobId;
import sundown.job.JobStore;
import sundown.job.Jobs;
import sundown.milestone.Milestone;
import sundown.milestone.Milestone.MilestoneHandler;
import sundown.purge.close.ClosingStore.Closing;
import sundown.timeline.Group;
import sundown.timeline.GroupTask;
import sundown.timeline.TimelineStore;

/**
 * Ends the running transfers and archives of a group at its close: has them visited until nothing runs any more, and
 * records the drain. The date of the close begins that. The sweep begins a close that no date has begun, and continues
 * it.
 */
@Singleton
public record GroupCloses(
        TimelineStore timelines,
        ClosingStore closings,
        JobStore store,
        Jobs jobs,
        @Named(ClosingWork.NAME) MessageQueue<ChunkMessage> queue,
        Clock clock)
        implements GroupTask, MilestoneHandler {
    private static final Logger LOG = Logger.getLogger(GroupCloses.class);

    @Override
    public boolean actsAt(Milestone milestone) {
        return milestone == Milestone.CLOSE;
    }

    @Override
    public void act(Group group) {
        boolean taken = true;
        while (taken) {
            taken = take(group);
        }
    }

    @Override
    public TaskName name() {
        return TaskName.CLOSES;
    }

    @Override
    public int advance(Group group) {
        return take(group) ? 1 : 0;
    }

    /**
     * Takes the next step.
     *
     * @return false if there is none, or if another save was faster
     */
    private boolean take(Group group) {
        return switch (ClosingRules.next(group, closings.find(group.id()), clock.instant())) {
            case ClosingRules.CloseStep.Save step -> save(step.closing());
            case ClosingRules.CloseStep.Look step -> visit(step.closing());
            case ClosingRules.CloseStep.Nothing _ -> false;
        };
    }

    private boolean visit(Closing closing) {
        JobId job = ClosingWork.job(closing.group());
        Instant now = clock.instant();
        return switch (ClosingRules.visit(closing, store.find(job), now)) {
            case ClosingRules.Visit.Since since -> jobs.advance(job, ClosingWork.CHUNKS, queue, since.instant()) > 0;
            case ClosingRules.Visit.Count count ->
                save(closing.counted(count.ended().run(), running(count.ended())));
            case ClosingRules.Visit.Drained _ -> save(closing.drained(now));
            case ClosingRules.Visit.Wait _ -> false;
        };
    }

    private boolean save(Closing closing) {
        boolean saved = closings.save(closing).isPresent();
        if (saved && closing.drainedAt().isPresent()) {
            LOG.infof("group %s is drained", closing.group());
        }
        return saved;
    }

    /** A row that cannot be read may run. */
    private long running(Job job) {
        return store.findChunks(job.id(), job.all()).stream()
                .mapToLong(chunk ->
                        ClosingWork.running(chunk.sums()) + chunk.aside().size())
                .sum();
    }
}
