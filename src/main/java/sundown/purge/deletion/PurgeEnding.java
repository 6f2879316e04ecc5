package sundown.purge.deletion;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger;
import sundown.metrics.Fault;
import sundown.operator.Operator;
import sundown.purge.approval.Purge;
import sundown.purge.approval.PurgeRules;
import sundown.purge.approval.PurgeState;
import sundown.purge.approval.PurgeStore;
import sundown.purge.plan.PlanId;
import sundown.purge.plan.Plans;
import sundown.timeline.GroupId;

/** Ends a purge when something is not as it was approved: people must look at it, and plan again. */
@Singleton
final class PurgeEnding {
    private static final Logger LOG = Logger.getLogger(PurgeEnding.class);

    private static final Operator SUNDOWN = Operator.unproven("Sundown");

    private final Plans plans;
    private final PurgeStore purges;
    private final Clock clock;

    PurgeEnding(Plans plans, PurgeStore purges, Clock clock) {
        this.plans = plans;
        this.purges = purges;
        this.clock = clock;
    }

    /** Nothing more is deleted by this plan. An alarm says so. */
    void end(GroupId group, PlanId plan, String reason) {
        Optional<Purge> open = open(group, plan);
        while (open.isPresent() && purges.save(aborted(open.get(), reason)).isEmpty()) {
            open = open(group, plan);
        }
        LOG.errorf("audit: purge stopped, by %s, group %s, plan %s: %s", SUNDOWN, group, plan, reason);
        Fault.STOPPED_PURGES.report();
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
