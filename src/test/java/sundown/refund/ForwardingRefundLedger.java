package sundown.refund;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sundown.account.ChargeId;

/** A ledger in front of another; what it does not change it hands on. */
public abstract class ForwardingRefundLedger implements RefundLedger {
    private final RefundLedger real;

    /** A ledger in front of this one. */
    protected ForwardingRefundLedger(RefundLedger real) {
        this.real = real;
    }

    @Override
    public Refund open(Refund intent) {
        return real.open(intent);
    }

    @Override
    public Optional<Refund> find(ChargeId charge) {
        return real.find(charge);
    }

    @Override
    public Optional<Refund> save(Refund refund) {
        return real.save(refund);
    }

    @Override
    public List<ChargeId> due(Instant now, int limit) {
        return real.due(now, limit);
    }

    @Override
    public List<Refund> inState(RefundState.StateName state, Optional<ChargeId> after, int limit) {
        return real.inState(state, after, limit);
    }
}
