package sundown.refund;

import sundown.account.ChargeId;
import sundown.account.Money;

/**
 * A refund as the payment service has it.
 *
 * @param ours true when this ledger made it, as a mark on it says
 */
public record PaidBack(RefundId id, ChargeId charge, Money amount, Status status, boolean ours) {
    /** How far it is. */
    public enum Status {
        /** In hand; also while the user's bank is asked for something. */
        PENDING,
        /** Done, as far as the payment service can say; it may yet fail, days later. */
        SUCCEEDED,
        /** The money came back, or it was cancelled. */
        FAILED
    }
}
