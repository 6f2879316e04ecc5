package sundown.purge.approval;

import sundown.contract.PurgeStoreContract;

class InMemoryPurgeStoreTest extends PurgeStoreContract {
    InMemoryPurgeStoreTest() {
        super(new InMemoryPurgeStore());
    }
}
