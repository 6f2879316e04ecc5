package sundown.simulation.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sundown.account.ChargeId;
import sundown.account.SubscriptionId;
import sundown.failure.RetryableFailure;
import sundown.refund.InMemoryPaymentService;
import sundown.refund.InvoiceId;
import sundown.refund.PaymentService;
import sundown.refund.PaymentService.PaidBack;
import sundown.refund.RefundId;
import sundown.simulation.run.PaymentTroubles;

/** A payment service that is down or without money for a while, loses answers, and makes refunds that fail later. */
public record TroubledPayments(InMemoryPaymentService real, PaymentTroubles troubles) {
    public PaymentService.Answer refund(ChargeId charge, Instant firstAt) {
        requireUp();
        real.setBalanceEmpty(troubles.balanceEmpty());
        troubles.trouble().ifPresent(real::strike);
        troubles.fate().ifPresent(real::next);
        return real.refund(charge, firstAt);
    }

    public List<PaidBack> refunds(ChargeId charge) {
        requireUp();
        return real.refunds(charge);
    }

    public Optional<PaidBack> refund(RefundId refund) {
        requireUp();
        return real.refund(refund);
    }

    public PaymentService.SubscriptionStatus subscription(SubscriptionId subscription) {
        requireUp();
        return real.subscription(subscription);
    }

    public void end(SubscriptionId subscription, Instant firstAt) {
        requireUp();
        troubles.trouble().ifPresent(real::strike);
        real.end(subscription, firstAt);
    }

    public Optional<PaymentService.Payment> payment(InvoiceId invoice) {
        requireUp();
        return real.payment(invoice);
    }

    private void requireUp() {
        if (troubles.down()) {
            throw new RetryableFailure("simulated: the payment service is down");
        }
    }
}
