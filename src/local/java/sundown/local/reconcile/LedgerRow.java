package sundown.local.reconcile;

import sundown.account.ChargeId;
import sundown.account.Money;
import sundown.refund.RefundState;

/** A row of the ledger, as {@code list-refunds} gives it. */
record LedgerRow(ChargeId charge, RefundState.StateName state, Money amount) {
    /** For people. */
    @Override
    public String toString() {
        return charge.value() + " " + state + " " + amount;
    }
}
