package sundown.membership;

import jakarta.inject.Singleton;
import java.time.Clock;
import org.jboss.logging.Logger;
import sundown.failure.LoggableFailure;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
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
    public int run() {
        return timelines.inForce().groups().stream()
                .filter(group -> MembershipRules.opened(group, clock.instant()))
                .mapToInt(this::advanceOrLeave)
                .sum();
    }

    /** One group that cannot be seen to keeps no other waiting; it is seen to at the next sweep. */
    private int advanceOrLeave(Group group) {
        try {
            return walks.advance(group);
        } catch (RetryableFailure | PermanentFailure failed) {
            LOG.errorf(LoggableFailure.of(failed), "the memberships of group %s could not be seen to", group.id());
            return 0;
        }
    }
}
