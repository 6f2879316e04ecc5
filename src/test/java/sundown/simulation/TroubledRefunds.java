package sundown.simulation;

import java.util.Optional;
import sundown.refund.ForwardingRefundLedger;
import sundown.refund.Refund;
import sundown.refund.RefundLedger;

/** A ledger in which a save that succeeded may look as if somebody else had been faster. */
final class TroubledRefunds extends ForwardingRefundLedger {
    private final Troubles troubles;

    TroubledRefunds(RefundLedger real, Troubles troubles) {
        super(real);
        this.troubles = troubles;
    }

    @Override
    public Optional<Refund> save(Refund refund) {
        return super.save(refund).filter(saved -> !troubles.echoLost());
    }
}
