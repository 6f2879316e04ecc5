package sundown.simulation.port;

import sundown.advance.Advance;
import sundown.advance.AdvanceStore;
import sundown.simulation.run.Troubles;

/** A store in which a save that succeeded may look as if somebody else had been faster. */
public final class TroubledAdvances extends ForwardingAdvanceStore {
    private final Troubles troubles;

    public TroubledAdvances(AdvanceStore real, Troubles troubles) {
        super(real);
        this.troubles = troubles;
    }

    @Override
    public boolean save(Advance advance) {
        return super.save(advance) && !troubles.echoLost();
    }
}
