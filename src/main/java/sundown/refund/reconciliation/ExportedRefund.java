package sundown.refund.reconciliation;

import sundown.account.ChargeId;
import sundown.account.Money;

/**
 * A refund as Stripe exports it.
 *
 * @param created the date, as the export writes it
 */
public record ExportedRefund(String id, ChargeId charge, Money amount, Status status, String created) {
    /** Stripe's statuses of refunds. */
    public enum Status {
        PENDING,
        REQUIRES_ACTION,
        SUCCEEDED,
        FAILED,
        CANCELED
    }

    /** True when the money went back or is about to. */
    boolean stands() {
        return switch (status) {
            case PENDING, REQUIRES_ACTION, SUCCEEDED -> true;
            case FAILED, CANCELED -> false;
        };
    }

    @Override
    public String toString() {
        return id + " of " + charge.value() + ", " + status + " " + amount + ", created " + created;
    }
}
