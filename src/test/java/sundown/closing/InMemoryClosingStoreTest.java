package sundown.closing;

import sundown.contract.ClosingStoreContract;

class InMemoryClosingStoreTest extends ClosingStoreContract {
    private final InMemoryClosingStore store = new InMemoryClosingStore();

    @Override
    protected ClosingStore store() {
        return store;
    }
}
