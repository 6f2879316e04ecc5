package sundown.purge;

import sundown.contract.PlanStoreContract;

class InMemoryPlanStoreTest extends PlanStoreContract {
    InMemoryPlanStoreTest() {
        super(new InMemoryPlanStore());
    }
}
