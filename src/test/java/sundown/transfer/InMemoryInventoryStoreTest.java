package sundown.transfer;

import sundown.contract.InventoryStoreContract;

class InMemoryInventoryStoreTest extends InventoryStoreContract {
    InMemoryInventoryStoreTest() {
        super(new InMemoryInventoryStore());
    }
}
