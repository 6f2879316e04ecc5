package sundown.simulation.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sundown.account.ChargeId;
import sundown.failure.RetryableFailure;
import sundown.refund.ForwardingPaymentService;
import sundown.refund.InMemoryPaymentService;
import sundown.refund.PaymentService.PaidBack;
import sundown.refund.RefundId;
import sundown.simulation.run.PaymentTroubles;

/** A payment service that is down or without money for a while, loses answers, and makes refunds that fail later. */
public final class TroubledPayments extends ForwardingPaymentService {
    private final InMemoryPaymentService service;
    private final PaymentTroubles troubles;

    public TroubledPayments(InMemoryPaymentService service, PaymentTroubles troubles) {
        super(service);
        this.service = service;
        this.troubles = troubles;
    }

    @Override
    public Answer refund(ChargeId charge, Instant firstAt) {
        requireUp();
        service.setBalanceEmpty(troubles.balanceEmpty());
        troubles.trouble().ifPresent(service::strike);
        troubles.fate().ifPresent(service::next);
        return super.refund(charge, firstAt);
    }

    @Override
    public List<PaidBack> refunds(ChargeId charge) {
        requireUp();
        return super.refunds(charge);
    }

    @Override
    public Optional<PaidBack> refund(RefundId refund) {
        requireUp();
        return super.refund(refund);
    }

    private void requireUp() {
        if (troubles.down()) {
            throw new RetryableFailure("simulated: the payment service is down");
        }
    }
}
