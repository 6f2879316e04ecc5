package sundown.purge;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import sundown.runtime.Records;
import sundown.timeline.GroupId;

/** The plans in memory. */
public final class InMemoryPlanStore implements PlanStore {
    private final Map<GroupId, PurgePlan> plans = new ConcurrentHashMap<>();

    @Override
    public Optional<PurgePlan> find(GroupId group) {
        return Optional.ofNullable(plans.get(group));
    }

    @Override
    public synchronized boolean begin(PurgePlan plan, Optional<PlanId> instead) {
        boolean asNamed = find(plan.group()).map(PurgePlan::id).equals(instead);
        if (asNamed) {
            plans.put(plan.group(), plan);
        }
        return asNamed;
    }

    @Override
    public void complete(GroupId group, PlanId plan, PurgePlan.Planned planned) {
        change(
                group,
                plan,
                found -> Records.with(found, "planned", found.planned().or(() -> Optional.of(planned))));
    }

    private void change(GroupId group, PlanId plan, UnaryOperator<PurgePlan> change) {
        plans.computeIfPresent(group, (id, found) -> found.id().equals(plan) ? change.apply(found) : found);
    }
}
