package sundown.limit;

import sundown.contract.LimitStoreContract;

class InMemoryLimitStoreTest extends LimitStoreContract {
    private final LimitStore store = new InMemoryLimitStore();

    @Override
    protected LimitStore store() {
        return store;
    }
}
