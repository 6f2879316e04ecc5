package sundown.hold;

import sundown.contract.HoldStoreContract;

class InMemoryHoldStoreTest extends HoldStoreContract {
    InMemoryHoldStoreTest() {
        super(new InMemoryHoldStore());
    }
}
