package sundown.purge;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import sundown.purge.BucketEntry.Totals;
import sundown.purge.Plan.PlanId;
import sundown.runtime.Records;
import sundown.timeline.GroupId;

/** The plans in memory. */
public final class InMemoryPlanStore implements PlanStore {
    private final Map<GroupId, Plan.Begun> plans = new ConcurrentHashMap<>();

    @Override
    public Optional<Plan.Begun> find(GroupId group) {
        return Optional.ofNullable(plans.get(group));
    }

    @Override
    public synchronized boolean begin(Plan.Begun plan, Optional<PlanId> instead) {
        boolean asNamed = find(plan.group()).map(Plan.Begun::id).equals(instead);
        if (asNamed) {
            plans.put(plan.group(), plan);
        }
        return asNamed;
    }

    /** Gives a group a plan that is made, in the place of the one before. */
    public void put(GroupId group, Plan plan) {
        plans.put(
                group,
                new Plan.Begun(
                        group,
                        plan.id(),
                        plan.plannedBy(),
                        plan.at(),
                        plan.timelineVersion(),
                        plan.chunks() / 2,
                        plan.holdChanges(),
                        Optional.empty(),
                        Optional.of(new Plan.Planned(
                                plan.manifest(),
                                plan.users(),
                                0,
                                0,
                                new Totals(plan.objects(), 0, 0, plan.bytes()),
                                plan.safety(),
                                plan.chunks(),
                                plan.reach()))));
    }

    @Override
    public void complete(GroupId group, PlanId plan, Plan.Planned planned) {
        change(
                group,
                plan,
                found -> Records.with(found, "planned", found.planned().or(() -> Optional.of(planned))));
    }

    private void change(GroupId group, PlanId plan, UnaryOperator<Plan.Begun> change) {
        plans.computeIfPresent(group, (id, found) -> found.id().equals(plan) ? change.apply(found) : found);
    }
}
