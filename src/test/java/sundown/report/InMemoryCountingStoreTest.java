package sundown.report;

import sundown.contract.CountingStoreContract;

class InMemoryCountingStoreTest extends CountingStoreContract {
    InMemoryCountingStoreTest() {
        super(new InMemoryCountingStore());
    }
}
