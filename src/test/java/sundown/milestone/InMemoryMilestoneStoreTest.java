package sundown.milestone;

import sundown.contract.MilestoneStoreContract;

class InMemoryMilestoneStoreTest extends MilestoneStoreContract {
    InMemoryMilestoneStoreTest() {
        super(new InMemoryMilestoneStore());
    }
}
