package sundown.account;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The membership for which a user pays.
 *
 * @param charge the charge of the last fee
 * @param fee the last fee
 * @param paidAt when the last fee was paid
 * @param cancelledAt when the membership was cancelled because the service ends; nothing while it runs
 * @param subscription what renews the membership at the payment service, if the payment service renews it
 * @param through the service that took the fee
 * @param refundableUntil the end of the time in which that service takes a refund; empty where there is none
 */
public record Membership(
        ChargeId charge,
        Money fee,
        Instant paidAt,
        Optional<Instant> cancelledAt,
        Optional<SubscriptionId> subscription,
        PaidThrough through,
        Optional<Instant> refundableUntil) {
    /** A membership that was paid at Stripe, which does not renew it, and that can be refunded at any time. */
    public Membership(ChargeId charge, Money fee, Instant paidAt, Optional<Instant> cancelledAt) {
        this(charge, fee, paidAt, cancelledAt, Optional.empty(), PaidThrough.STRIPE, Optional.empty());
    }

    /** This membership, renewed by a subscription. */
    public Membership renewedBy(SubscriptionId renewal) {
        return new Membership(charge, fee, paidAt, cancelledAt, Optional.of(renewal), through, refundableUntil);
    }

    /** This membership, paid at a service that takes a refund until then. */
    public Membership paid(PaidThrough service, Optional<Instant> until) {
        return new Membership(charge, fee, paidAt, cancelledAt, subscription, service, until);
    }

    /** Cancels the membership. A second call changes nothing. */
    public Membership cancelled(Instant now) {
        return cancelledAt.isPresent()
                ? this
                : new Membership(charge, fee, paidAt, Optional.of(now), subscription, through, refundableUntil);
    }

    /**
     * The id of a charge at the payment service. Only that service and operators see it.
     *
     * @param value 1 to 255 letters, digits, {@code .}, {@code -} and {@code _}
     */
    @RegisterForReflection
    public record ChargeId(@JsonValue String value) {
        private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,255}");

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        public ChargeId {
            if (!FORM.matcher(value).matches()) {
                throw new IllegalArgumentException("not a charge id");
            }
        }

        @Override
        public String toString() {
            return "ChargeId[***]";
        }
    }

    /**
     * The id of a subscription at the payment service, which renews a membership. Only that service and operators see
     * it.
     *
     * @param value 1 to 255 letters, digits, {@code .}, {@code -} and {@code _}
     */
    @RegisterForReflection
    public record SubscriptionId(@JsonValue String value) {
        private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,255}");

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        public SubscriptionId {
            if (!FORM.matcher(value).matches()) {
                throw new IllegalArgumentException("not a subscription id");
            }
        }

        @Override
        public String toString() {
            return "SubscriptionId[***]";
        }
    }
}
