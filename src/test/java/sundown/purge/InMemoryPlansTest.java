package sundown.purge;

import sundown.contract.PlansContract;
import sundown.timeline.GroupId;

class InMemoryPlansTest extends PlansContract {
    private final InMemoryPlans plans = new InMemoryPlans();

    @Override
    protected Plans plans() {
        return plans;
    }

    @Override
    protected void put(GroupId group, Plan plan) {
        plans.put(group, plan);
    }
}
