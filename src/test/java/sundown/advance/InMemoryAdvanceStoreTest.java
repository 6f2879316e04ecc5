package sundown.advance;

import sundown.contract.AdvanceStoreContract;

class InMemoryAdvanceStoreTest extends AdvanceStoreContract {
    private final AdvanceStore store = new InMemoryAdvanceStore();

    @Override
    protected AdvanceStore store() {
        return store;
    }
}
