package sundown.refund;

import java.time.Instant;
import sundown.account.ChargeId;
import sundown.account.Money;
import sundown.account.UserId;
import sundown.timeline.GroupId;

/**
 * A row of the ledger: what becomes of one charge. It is changed only as a whole and only when nobody else changed it
 * since it was read, and it never goes.
 *
 * @param fee what was paid; all of it goes back
 * @param openedAt when the row was made
 * @param version counts up with each save; 0 before the first
 */
public record Refund(
        ChargeId charge, UserId user, GroupId group, Money fee, RefundState state, Instant openedAt, long version) {

    /** The same in another state. */
    public Refund in(RefundState next) {
        return new Refund(charge, user, group, fee, next, openedAt, version);
    }

    /** The same as the ledger holds it after one more save. */
    public Refund saved() {
        return new Refund(charge, user, group, fee, state, openedAt, version + 1);
    }
}
