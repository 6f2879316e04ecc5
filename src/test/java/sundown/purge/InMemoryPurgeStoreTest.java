package sundown.purge;

import sundown.contract.PurgeStoreContract;

class InMemoryPurgeStoreTest extends PurgeStoreContract {
    InMemoryPurgeStoreTest() {
        super(new InMemoryPurgeStore());
    }
}
