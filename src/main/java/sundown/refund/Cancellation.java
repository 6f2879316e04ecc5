package sundown.refund;

import java.time.Instant;
import sundown.account.SubscriptionId;
import sundown.account.UserId;
import sundown.timeline.GroupId;

/**
 * The end of one subscription at the payment service. It is saved with a conditional write and never deleted.
 *
 * @param openedAt when the row was made; a payment after that goes back
 * @param version counts up with each save; 0 before the first
 */
public record Cancellation(
        SubscriptionId subscription,
        UserId user,
        GroupId group,
        CancellationState state,
        Instant openedAt,
        long version) {

    /** The same in another state. */
    public Cancellation in(CancellationState next) {
        return new Cancellation(subscription, user, group, next, openedAt, version);
    }

    /** The same after one more save. */
    public Cancellation saved() {
        return new Cancellation(subscription, user, group, state, openedAt, version + 1);
    }
}
