package sundown.purge;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger;
import sundown.operator.Operator;
import sundown.timeline.GroupId;

/** Ends a purge when something is not as it was approved: people must look at it, and plan again. */
@Singleton
final class PurgeEnding {
    private static final Logger LOG = Logger.getLogger(PurgeEnding.class);

    private static final Operator SUNDOWN = Operator.unproven("Sundown");

    private final PlanStore plans;
    private final PurgeStore purges;
    private final Clock clock;

    PurgeEnding(PlanStore plans, PurgeStore purges, Clock clock) {
        this.plans = plans;
        this.purges = purges;
        this.clock = clock;
    }

    /** Nothing more is deleted by this plan. The log's line raises an alarm. */
    void end(GroupId group, PlanId plan, String reason) {
        Optional<Purge> open = open(group, plan);
        while (open.isPresent() && purges.save(aborted(open.get(), reason)).isEmpty()) {
            open = open(group, plan);
        }
        LOG.errorf("audit: purge stopped, by %s, group %s, plan %s: %s", SUNDOWN, group, plan, reason);
    }

    private Optional<Purge> open(GroupId group, PlanId plan) {
        return PurgeRules.ofLatest(group, purges.find(group), plans.latest(group))
                .filter(purge -> purge.plan().id().equals(plan))
                .filter(purge -> !(purge.state() instanceof PurgeState.Ended));
    }

    private Purge aborted(Purge purge, String reason) {
        return purge.in(new PurgeState.Aborted(SUNDOWN, reason, clock.instant()));
    }
}
