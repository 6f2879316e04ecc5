package sundown.purge.close;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jboss.logging.Logger;
import sundown.edge.MessageQueue;
import sundown.job.ChunkMessage;
import sundown.job.Job;
import sundown.job.Job.JobId;
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
        Jobs jobs,
        @Named(ClosingWork.NAME) MessageQueue<ChunkMessage> queue,
        Clock clock)
        implements GroupTask, MilestoneHandler {
    private static final Logger LOG = Logger.getLogger(GroupCloses.class);

    @Override
    public boolean actsAt(Milestone milestone) {
        return milestone == Milestone.Fixed.CLOSE;
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
        JobId job = ClosingWork.job(group.id());
        return switch (ClosingRules.next(group, closings.find(group.id()), () -> jobs.find(job), clock.instant())) {
            case ClosingRules.CloseStep.Save step -> save(step.closing());
            case ClosingRules.CloseStep.Visit visit -> jobs.advance(job, ClosingWork.CHUNKS, queue, visit.since()) > 0;
            case ClosingRules.CloseStep.Count count ->
                save(count.closing().counted(count.ended().run(), running(count.ended())));
            case ClosingRules.CloseStep.Nothing _ -> false;
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
        return jobs.chunks(job).stream()
                .mapToLong(chunk ->
                        ClosingWork.running(chunk.sums()) + chunk.aside().size())
                .sum();
    }
}
