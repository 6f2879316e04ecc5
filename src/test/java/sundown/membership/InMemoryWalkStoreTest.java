package sundown.membership;

import sundown.contract.WalkStoreContract;

class InMemoryWalkStoreTest extends WalkStoreContract {
    private final InMemoryWalkStore store = new InMemoryWalkStore();

    @Override
    protected WalkStore store() {
        return store;
    }
}
