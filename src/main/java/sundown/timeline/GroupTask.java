package sundown.timeline;

import org.jboss.logging.Logger;
import sundown.sweep.SweepRun;
import sundown.sweep.SweepTask;

/** A task of the sweep that works on each group of the timeline in force. */
public abstract class GroupTask implements SweepTask {
    private static final Logger LOG = Logger.getLogger(GroupTask.class);

    private final TimelineStore timelines;

    protected GroupTask(TimelineStore timelines) {
        this.timelines = timelines;
    }

    @Override
    public final int run(SweepRun run) {
        return run.each(
                timelines.inForce().groups(),
                this::advance,
                (failed, group) -> LOG.errorf(failed, "%s of group %s failed", name(), group.id()));
    }

    /**
     * Does what is due for a group.
     *
     * @return how much; 0 when nothing is left to do now
     */
    protected abstract int advance(Group group);
}
