package sundown.transfer;

import sundown.contract.QuotaStoreContract;

class InMemoryQuotaStoreTest extends QuotaStoreContract {
    private final InMemoryQuotaStore store = new InMemoryQuotaStore();

    @Override
    protected QuotaStore store() {
        return store;
    }
}
