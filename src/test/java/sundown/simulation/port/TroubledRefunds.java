package sundown.simulation.port;

import java.util.Optional;
import sundown.refund.ForwardingRefundLedger;
import sundown.refund.Refund;
import sundown.refund.RefundLedger;
import sundown.simulation.run.Troubles;

/** A ledger in which a save that succeeded may look as if somebody else had been faster. */
public final class TroubledRefunds extends ForwardingRefundLedger {
    private final Troubles troubles;

    public TroubledRefunds(RefundLedger real, Troubles troubles) {
        super(real);
        this.troubles = troubles;
    }

    @Override
    public Optional<Refund> save(Refund refund) {
        return super.save(refund).filter(saved -> !troubles.echoLost());
    }
}
