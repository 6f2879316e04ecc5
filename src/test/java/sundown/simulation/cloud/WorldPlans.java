package sundown.simulation.cloud;

import java.util.Optional;
import sundown.purge.Plan;
import sundown.purge.PlanStore;
import sundown.purge.Plans;
import sundown.purge.PurgePlan;
import sundown.timeline.GroupId;

/** The plans of a store, as those see them who approve. */
public record WorldPlans(PlanStore store) implements Plans {
    @Override
    public Optional<Plan> latest(GroupId group) {
        return store.find(group).flatMap(plan -> plan.planned().map(planned -> seen(plan, planned)));
    }

    /** A planned plan, as those see it who approve. */
    public static Plan seen(PurgePlan plan, PurgePlan.Planned planned) {
        return new Plan(
                plan.id(),
                planned.hash(),
                plan.by(),
                plan.begunAt(),
                planned.users(),
                planned.totals().entries(),
                planned.totals().bytes(),
                plan.timeline(),
                plan.holdChanges(),
                planned.chunks());
    }
}
