package sundown.report;

import sundown.contract.CountingStoreContract;

class InMemoryCountingStoreTest extends CountingStoreContract {
    private final InMemoryCountingStore store = new InMemoryCountingStore();

    @Override
    protected CountingStore store() {
        return store;
    }
}
