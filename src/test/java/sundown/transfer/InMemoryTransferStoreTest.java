package sundown.transfer;

import sundown.contract.TransferStoreContract;

class InMemoryTransferStoreTest extends TransferStoreContract {
    InMemoryTransferStoreTest() {
        super(new InMemoryTransferStore());
    }
}
