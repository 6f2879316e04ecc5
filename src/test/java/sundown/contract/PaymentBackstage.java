package sundown.contract;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import sundown.account.Membership.ChargeId;
import sundown.account.Membership.SubscriptionId;
import sundown.account.Money;
import sundown.refund.PaymentService.PaidBack;
import sundown.refund.PaymentService.RefundId;
import sundown.refund.ReportingService;
import sundown.refund.ReportingService.InvoiceId;

/** What goes on behind the counter of a payment service, for tests to bring about. */
public interface PaymentBackstage {
    /** The service. */
    ReportingService service();

    /** A fee is paid. */
    void charge(ChargeId charge, Money fee);

    /** A fee is paid to another account. */
    void chargeElsewhere(ChargeId charge, Money fee);

    /** A member is renewed by a subscription. */
    void subscribe(SubscriptionId subscription);

    /** The same at another account. */
    void subscribeElsewhere(SubscriptionId subscription);

    /** The next request to end a subscription meets trouble. */
    void strikeEnd(Trouble trouble);

    /** A subscription charges a fee. */
    InvoiceId charge(SubscriptionId subscription, ChargeId charge, Money fee);

    /** Somebody else gives a part of a fee back, or all of it. */
    void refundByOthers(ChargeId charge, Money amount);

    /** A member disputes a charge at their bank. */
    void dispute(ChargeId charge);

    /** What the next refund is when it is made. */
    void nextRefundIs(PaidBack.Status status);

    /** The state of the next refund when it is made, and its outcome. */
    void nextRefundIs(PaidBack.Status status, Duration after, PaidBack.Status later);

    /** The next request meets trouble. */
    void strike(Trouble trouble);

    /** No request is answered from now on. */
    void goDown();

    /** Requests are answered again. */
    void comeBack();

    /** The account has no money for refunds from now on. */
    void emptyBalance();

    /** Somebody pays in. */
    void topUp();

    /** The key by which the service is asked is good no more. */
    void replaceKey();

    /** Time passes. */
    void passes(Duration time);

    /** The time. */
    Instant now();

    /** The body of a webhook that tells of a refund. */
    String wordOf(RefundId refund);

    /** The body of a webhook that tells of a paid invoice. */
    String wordOf(InvoiceId invoice);

    /** The body of a webhook that tells of something else. */
    String wordOfSomethingElse();

    /** The headers with which the service signs a body. */
    Map<String, String> signed(String body, Instant at);

    /** The same while its secret is being replaced: signed by two secrets. */
    Map<String, String> signedTwice(String body, Instant at);

    /** The headers of a forger, who does not know the secret. */
    Map<String, String> forged(String body, Instant at);

    /** What a request may meet. */
    enum Trouble {
        /** The answer is lost, and nothing is done. */
        LOST_BEFORE_ACTING,
        /** It is done, and the answer is lost. */
        LOST_AFTER_ACTING,
        /** It is done, and no answer ever comes. */
        SILENT_AFTER_ACTING,
        /** The service fails within, and says so again under the same key. */
        BREAKDOWN,
        /** There are too many requests. */
        TOO_MANY_REQUESTS,
        /** Another request with the same key is under way. */
        KEY_IN_USE
    }
}
