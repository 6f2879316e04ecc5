package sundown.cli.reconcile;

import sundown.account.ChargeId;
import sundown.account.Money;
import sundown.refund.RefundState;

/** A row of the ledger, as {@code list-refunds} writes it. */
record LedgerRow(ChargeId charge, RefundState.StateName state, Money amount) {
    @Override
    public String toString() {
        return charge.value() + " " + state + " " + amount;
    }
}
