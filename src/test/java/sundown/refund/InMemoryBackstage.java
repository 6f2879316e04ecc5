package sundown.refund;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import sundown.account.Membership.ChargeId;
import sundown.account.Membership.SubscriptionId;
import sundown.account.Money;
import sundown.contract.PaymentBackstage;
import sundown.refund.InMemoryPaymentService.Fate;
import sundown.refund.PaymentService.PaidBack;
import sundown.refund.PaymentService.RefundId;
import sundown.refund.ReportingService.InvoiceId;
import sundown.runtime.ManualClock;

/** What goes on behind the payment service in memory. */
final class InMemoryBackstage implements PaymentBackstage {
    private final ManualClock clock = new ManualClock(Instant.parse("2022-12-01T10:00:00Z"));
    private final InMemoryPaymentService service = new InMemoryPaymentService(clock);

    @Override
    public InMemoryPaymentService service() {
        return service;
    }

    @Override
    public void charge(ChargeId charge, Money fee) {
        service.charge(charge, fee);
    }

    @Override
    public void chargeElsewhere(ChargeId charge, Money fee) {
        service.chargeElsewhere(charge, fee);
    }

    @Override
    public void subscribe(SubscriptionId subscription) {
        service.subscribe(subscription);
    }

    /** The key does not reach it, so it is as if it were not there. */
    @Override
    public void subscribeElsewhere(SubscriptionId subscription) {}

    @Override
    public void strikeEnd(Trouble trouble) {
        service.strike(trouble);
    }

    @Override
    public InvoiceId charge(SubscriptionId subscription, ChargeId charge, Money fee) {
        return service.charge(subscription, charge, fee);
    }

    @Override
    public String wordOf(InvoiceId invoice) {
        return InMemoryWords.of(invoice);
    }

    @Override
    public void refundByOthers(ChargeId charge, Money amount) {
        service.refundByOthers(charge, amount);
    }

    @Override
    public void dispute(ChargeId charge) {
        service.dispute(charge);
    }

    @Override
    public void nextRefundIs(PaidBack.Status status) {
        service.next(Fate.of(status));
    }

    @Override
    public void nextRefundIs(PaidBack.Status status, Duration after, PaidBack.Status later) {
        service.next(new Fate(status, after, later));
    }

    @Override
    public void strike(Trouble trouble) {
        service.strike(trouble);
    }

    @Override
    public void goDown() {
        service.setDown(true);
    }

    @Override
    public void comeBack() {
        service.setDown(false);
    }

    @Override
    public void emptyBalance() {
        service.setBalanceEmpty(true);
    }

    @Override
    public void topUp() {
        service.setBalanceEmpty(false);
    }

    @Override
    public void replaceKey() {
        service.close();
    }

    @Override
    public void passes(Duration time) {
        clock.advance(time);
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public String wordOf(RefundId refund) {
        return InMemoryWords.of(refund);
    }

    @Override
    public String wordOfSomethingElse() {
        return "a customer has a new address";
    }

    @Override
    public Map<String, String> signed(String body, Instant at) {
        return InMemoryWords.signed(body, at, "service");
    }

    @Override
    public Map<String, String> signedTwice(String body, Instant at) {
        return InMemoryWords.signed(body, at, "old service", "service");
    }

    @Override
    public Map<String, String> forged(String body, Instant at) {
        return InMemoryWords.signed(body, at, "forger");
    }
}
