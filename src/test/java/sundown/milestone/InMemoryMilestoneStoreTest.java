package sundown.milestone;

import sundown.contract.MilestoneStoreContract;

class InMemoryMilestoneStoreTest extends MilestoneStoreContract {
    private final MilestoneStore store = new InMemoryMilestoneStore();

    @Override
    protected MilestoneStore store() {
        return store;
    }
}
