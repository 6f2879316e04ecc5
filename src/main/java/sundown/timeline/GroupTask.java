package sundown.timeline;

import org.jboss.logging.Logger;
import sundown.sweep.SweepRun;
import sundown.sweep.SweepTask;

/** A task of the sweep that works on each group of the timeline in force. */
public interface GroupTask extends SweepTask {
    TimelineStore timelines();

    /**
     * Does what is due for a group.
     *
     * @return how much; 0 when nothing is left to do now
     */
    int advance(Group group);

    @Override
    default int run(SweepRun run) {
        return run.each(
                timelines().inForce().groups(),
                this::advance,
                (failed, group) ->
                        Logger.getLogger(GroupTask.class).errorf(failed, "%s of group %s failed", name(), group.id()));
    }
}
