package sundown.transfer;

import sundown.contract.TransferStoreContract;

class InMemoryTransferStoreTest extends TransferStoreContract {
    private final InMemoryTransferStore store = new InMemoryTransferStore();

    @Override
    protected TransferStore store() {
        return store;
    }
}
