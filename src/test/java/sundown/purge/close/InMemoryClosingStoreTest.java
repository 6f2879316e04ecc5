package sundown.purge.close;

import sundown.contract.ClosingStoreContract;

class InMemoryClosingStoreTest extends ClosingStoreContract {
    InMemoryClosingStoreTest() {
        super(new InMemoryClosingStore());
    }
}
