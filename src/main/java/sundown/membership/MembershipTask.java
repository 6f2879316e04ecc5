package sundown.membership;

import jakarta.inject.Singleton;
import java.time.Clock;
import org.jboss.logging.Logger;
import sundown.sweep.SweepRun;
import sundown.sweep.SweepTask;
import sundown.timeline.Group;
import sundown.timeline.TimelineStore;

/** The sweep of the memberships: begins a walk that nothing else began, and sends again what was not heard of. */
@Singleton
public final class MembershipTask implements SweepTask {
    private static final Logger LOG = Logger.getLogger(MembershipTask.class);

    private final TimelineStore timelines;
    private final WalkStarter walks;
    private final Clock clock;

    MembershipTask(TimelineStore timelines, WalkStarter walks, Clock clock) {
        this.timelines = timelines;
        this.walks = walks;
        this.clock = clock;
    }

    @Override
    public int run(SweepRun run) {
        return run.each(
                timelines.inForce().groups(),
                this::advance,
                (failed, group) -> LOG.errorf(failed, "the memberships of group %s could not be seen to", group.id()));
    }

    private int advance(Group group) {
        return MembershipRules.opened(group, clock.instant()) ? walks.advance(group) : 0;
    }
}
