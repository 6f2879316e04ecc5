package sundown.refund;

import sundown.contract.RefundLedgerContract;

class InMemoryRefundLedgerTest extends RefundLedgerContract {
    private final InMemoryRefundLedger ledger = new InMemoryRefundLedger();

    @Override
    protected RefundLedger ledger() {
        return ledger;
    }
}
