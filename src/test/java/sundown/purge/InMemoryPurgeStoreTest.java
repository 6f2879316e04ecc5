package sundown.purge;

import sundown.contract.PurgeStoreContract;

class InMemoryPurgeStoreTest extends PurgeStoreContract {
    private final InMemoryPurgeStore tested = new InMemoryPurgeStore();

    @Override
    protected PurgeStore store() {
        return tested;
    }
}
