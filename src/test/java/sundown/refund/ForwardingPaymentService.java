package sundown.refund;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sundown.account.ChargeId;
import sundown.refund.PaymentService.PaidBack;

/** A payment service in front of another; what it does not change it hands on. */
public abstract class ForwardingPaymentService implements PaymentService {
    private final PaymentService real;

    /** A service in front of this one. */
    protected ForwardingPaymentService(PaymentService real) {
        this.real = real;
    }

    @Override
    public Answer refund(ChargeId charge, Instant firstAt) {
        return real.refund(charge, firstAt);
    }

    @Override
    public List<PaidBack> refunds(ChargeId charge) {
        return real.refunds(charge);
    }

    @Override
    public Optional<PaidBack> refund(RefundId refund) {
        return real.refund(refund);
    }

    @Override
    public Word read(Map<String, String> headers, String body, Instant now) {
        return real.read(headers, body, now);
    }
}
