package sundown.account;

import java.time.Instant;
import java.util.Optional;

/**
 * What a user pays for.
 *
 * @param charge the charge of the last fee
 * @param fee the last fee
 * @param paidAt when the last fee was paid
 * @param cancelledAt when the membership was cancelled because the service ends; nothing while it runs
 */
public record Membership(ChargeId charge, Money fee, Instant paidAt, Optional<Instant> cancelledAt) {
    /** Cancels the membership. A second call changes nothing. */
    public Membership cancelled(Instant now) {
        return cancelledAt.isPresent() ? this : new Membership(charge, fee, paidAt, Optional.of(now));
    }
}
