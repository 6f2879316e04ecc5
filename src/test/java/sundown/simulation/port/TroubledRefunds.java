package sundown.simulation.port;

import java.util.Optional;
import sundown.refund.Refund;
import sundown.refund.RefundLedger;
import sundown.simulation.run.Troubles;

/** A ledger in which a save that succeeded may look as if somebody else had been faster. */
public record TroubledRefunds(RefundLedger real, Troubles troubles) {
    public Optional<Refund> save(Refund refund) {
        return real.save(refund).filter(saved -> !troubles.echoLost());
    }
}
