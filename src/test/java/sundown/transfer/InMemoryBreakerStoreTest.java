package sundown.transfer;

import sundown.contract.BreakerStoreContract;

class InMemoryBreakerStoreTest extends BreakerStoreContract {
    private final BreakerStore store = new InMemoryBreakerStore();

    @Override
    protected BreakerStore store() {
        return store;
    }
}
