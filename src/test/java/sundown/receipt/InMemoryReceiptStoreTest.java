package sundown.receipt;

import sundown.contract.ReceiptStoreContract;

class InMemoryReceiptStoreTest extends ReceiptStoreContract {
    InMemoryReceiptStoreTest() {
        super(new InMemoryReceiptStore());
    }
}
