package sundown.refund;

import sundown.contract.CancellationLedgerContract;

class InMemoryCancellationLedgerTest extends CancellationLedgerContract {
    InMemoryCancellationLedgerTest() {
        super(new InMemoryCancellationLedger());
    }
}
