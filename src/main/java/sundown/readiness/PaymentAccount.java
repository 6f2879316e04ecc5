package sundown.readiness;

import java.util.List;
import java.util.Optional;
import sundown.account.Membership.ChargeId;
import sundown.account.Money;

/** The account at the payment service, as the key of this deployment sees it. */
public interface PaymentAccount {
    /** The balance from which fees are refunded. */
    Funds funds();

    /** Returns a charge; empty if the account has no charge of this id. */
    Optional<Charge> charge(ChargeId charge);

    /**
     * The balance.
     *
     * @param live false where the key is for tests, and no money moves
     * @param available an amount of each currency
     */
    record Funds(boolean live, List<Money> available) {
        public Funds {
            available = List.copyOf(available);
        }
    }

    /**
     * A charge.
     *
     * @param paid whether the money was taken
     * @param refundedMinorUnits how much of it went back
     */
    record Charge(Money amount, boolean paid, long refundedMinorUnits) {}
}
