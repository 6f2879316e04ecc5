package sundown.hold;

import sundown.contract.HoldStoreContract;

class InMemoryHoldStoreTest extends HoldStoreContract {
    private final HoldStore store = new InMemoryHoldStore();

    @Override
    protected HoldStore store() {
        return store;
    }
}
