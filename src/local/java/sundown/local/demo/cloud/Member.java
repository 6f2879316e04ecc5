package sundown.local.demo.cloud;

import java.time.Instant;
import java.util.Optional;
import sundown.account.Membership;
import sundown.account.Membership.ChargeId;
import sundown.account.Membership.SubscriptionId;
import sundown.account.Money;

/**
 * A user who has paid, with the last fee.
 *
 * @param charge its id at the payment service
 * @param subscription the id of what renews the membership at the payment service
 * @param minorUnits of the currency
 * @param currency three capital letters (ISO 4217)
 */
public record Member(LocalUser user, String charge, String subscription, long minorUnits, String currency) {
    /** What they have paid for. */
    Membership membership(Instant paidAt) {
        return new Membership(new ChargeId(charge), Money.of(minorUnits, currency), paidAt, Optional.empty())
                .renewedBy(new SubscriptionId(subscription));
    }

    /** A user in India, in the first group to end, with a fee for a year. */
    public static Member sample() {
        return new Member(
                new LocalUser("user-in-0001", "IN", "1"), "ch_sample_0001", "sub_sample_0001", 129_900, "INR");
    }

    /** One of the same group, in Vietnam, who pays in a currency without minor units. */
    public static Member other() {
        return new Member(
                new LocalUser("user-vn-0002", "VN", "1"), "ch_sample_0002", "sub_sample_0002", 429_000, "VND");
    }
}
