package sundown.local.reconcile;

import sundown.account.ChargeId;
import sundown.account.Money;

/**
 * A refund as Stripe's export has it.
 *
 * @param created as it is written there
 */
record StripeRefund(String id, ChargeId charge, Money amount, Status status, String created) {
    /** Stripe's statuses of refunds. */
    enum Status {
        PENDING,
        REQUIRES_ACTION,
        SUCCEEDED,
        FAILED,
        CANCELED
    }

    /** Whether its money went back, or is to. */
    boolean stands() {
        return switch (status) {
            case PENDING, REQUIRES_ACTION, SUCCEEDED -> true;
            case FAILED, CANCELED -> false;
        };
    }

    /** For people. */
    @Override
    public String toString() {
        return id + " of " + charge.value() + ", " + status + " " + amount + ", created " + created;
    }
}
