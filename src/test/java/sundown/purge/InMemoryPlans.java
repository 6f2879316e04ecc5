package sundown.purge;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import sundown.timeline.GroupId;

/** The plans in memory. */
public final class InMemoryPlans implements Plans {
    private final Map<GroupId, Plan> plans = new ConcurrentHashMap<>();

    /** Gives a group a plan in the place of the one before. */
    public void put(GroupId group, Plan plan) {
        plans.put(group, plan);
    }

    @Override
    public Optional<Plan> latest(GroupId group) {
        return Optional.ofNullable(plans.get(group));
    }
}
