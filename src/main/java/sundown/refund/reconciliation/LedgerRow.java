package sundown.refund.reconciliation;

import sundown.account.ChargeId;
import sundown.account.Money;
import sundown.refund.Refund;
import sundown.refund.RefundList;
import sundown.refund.RefundState;

/** A row of the ledger, as {@code list-refunds} writes it. */
public record LedgerRow(ChargeId charge, RefundState.StateName state, Money amount) {
    static LedgerRow of(Refund refund) {
        RefundList.Row row = RefundList.Row.of(refund);
        return new LedgerRow(refund.charge(), refund.state().name(), Money.of(row.amountMinorUnits(), row.currency()));
    }

    @Override
    public String toString() {
        return charge.value() + " " + state + " " + amount;
    }
}
