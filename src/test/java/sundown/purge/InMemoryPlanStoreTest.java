package sundown.purge;

import sundown.contract.PlanStoreContract;

class InMemoryPlanStoreTest extends PlanStoreContract {
    private final PlanStore store = new InMemoryPlanStore();

    @Override
    protected PlanStore store() {
        return store;
    }
}
