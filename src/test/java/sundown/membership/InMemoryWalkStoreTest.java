package sundown.membership;

import sundown.contract.WalkStoreContract;

class InMemoryWalkStoreTest extends WalkStoreContract {
    InMemoryWalkStoreTest() {
        super(new InMemoryWalkStore());
    }
}
