package sundown.refund;

import java.time.Instant;
import sundown.account.Membership.ChargeId;
import sundown.account.Money;
import sundown.account.UserId;
import sundown.timeline.GroupId;

/**
 * A row of the ledger: the refund of one charge. It is saved with a conditional write and never deleted.
 *
 * @param fee what was paid; all of it is refunded
 * @param openedAt when the row was made
 * @param version counts up with each save; 0 before the first
 */
public record Refund(
        ChargeId charge, UserId user, GroupId group, Money fee, RefundState state, Instant openedAt, long version) {

    /** The same in another state. */
    public Refund withState(RefundState next) {
        return new Refund(charge, user, group, fee, next, openedAt, version);
    }

    /** The same after one more save. */
    public Refund saved() {
        return new Refund(charge, user, group, fee, state, openedAt, version + 1);
    }

    /** What makes a refund due; the names are stable, for messages. */
    public enum Trigger {
        /** The user's transfer came to its end. */
        TRANSFER_FINISHED,
        /** The user has downloaded their archive. */
        DOWNLOAD_FINISHED,
        /** The group's refund date has come. */
        REFUND_DATE,
        /** The fee was charged after its subscription was to end. */
        PAID_AFTER_CANCELLATION
    }
}
