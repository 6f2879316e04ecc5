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
 * @param subscription what renews the membership at the payment service, if the payment service renews it
 */
public record Membership(
        ChargeId charge,
        Money fee,
        Instant paidAt,
        Optional<Instant> cancelledAt,
        Optional<SubscriptionId> subscription) {
    /** A membership that the payment service does not renew. */
    public Membership(ChargeId charge, Money fee, Instant paidAt, Optional<Instant> cancelledAt) {
        this(charge, fee, paidAt, cancelledAt, Optional.empty());
    }

    /** The same, renewed by a subscription. */
    public Membership renewedBy(SubscriptionId renewal) {
        return new Membership(charge, fee, paidAt, cancelledAt, Optional.of(renewal));
    }

    /** Cancels the membership. A second call changes nothing. */
    public Membership cancelled(Instant now) {
        return cancelledAt.isPresent() ? this : new Membership(charge, fee, paidAt, Optional.of(now), subscription);
    }
}
