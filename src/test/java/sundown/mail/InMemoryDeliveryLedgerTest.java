package sundown.mail;

import sundown.contract.DeliveryLedgerContract;

class InMemoryDeliveryLedgerTest extends DeliveryLedgerContract {
    @Override
    protected DeliveryLedger ledger() {
        return new InMemoryDeliveryLedger();
    }
}
