package sundown.account;

import java.time.Instant;
import java.util.Optional;

/**
 * What a user pays for.
 *
 * @param charge the last fee's
 * @param fee the last that was paid
 * @param paidAt when
 * @param cancelledAt when his membership was cancelled because the service ends; nothing while it runs
 */
public record Membership(ChargeId charge, Money fee, Instant paidAt, Optional<Instant> cancelledAt) {
    /** The same, cancelled; when it was already, it stays as it is. */
    public Membership cancelled(Instant now) {
        return cancelledAt.isPresent() ? this : new Membership(charge, fee, paidAt, Optional.of(now));
    }
}
