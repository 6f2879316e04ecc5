package sundown.contract;

import java.time.Duration;
import java.time.Instant;
import sundown.account.Membership.ChargeId;
import sundown.account.Membership.SubscriptionId;
import sundown.account.Money;
import sundown.refund.PaymentService;

/** What goes on behind Google Play, for tests to bring about. */
public interface PlayBackstage {
    PaymentService service();

    /** A fee is paid. */
    void charge(ChargeId order, Money fee);

    /** An order is cancelled before it is paid. */
    void cancelUnpaid(ChargeId order, Money fee);

    void subscribe(SubscriptionId subscription);

    /** Somebody else gives a part of a fee back, or all of it in parts. */
    void refundByOthers(ChargeId order, Money part);

    /** The member's bank takes the money back. */
    void chargeBack(ChargeId order);

    /** Refunds wait for this time before they are processed. */
    void refundsTake(Duration time);

    /** The next request to refund an order, or to end a subscription, meets trouble. */
    void strike(Trouble trouble);

    void goDown();

    void comeBack();

    /** The key by which the service is asked is good no more. */
    void replaceKey();

    void passes(Duration time);

    Instant now();

    /** What a request may meet. */
    enum Trouble {
        /** The answer is lost, and nothing is done. */
        LOST_BEFORE_ACTING,
        /** It is done, and the answer is lost. */
        LOST_AFTER_ACTING,
        TOO_MANY_REQUESTS,
        /** The answer is that it was accepted, and nothing is done. */
        ACCEPTED_ONLY
    }
}
