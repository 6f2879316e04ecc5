package sundown.simulation.port;

import sundown.milestone.MilestoneStore;
import sundown.milestone.ReachedMilestones;
import sundown.simulation.run.Troubles;

/** A store in which a save that succeeded may look as if somebody else had been faster. */
public final class TroubledAdvances extends ForwardingMilestoneStore {
    private final Troubles troubles;

    public TroubledAdvances(MilestoneStore real, Troubles troubles) {
        super(real);
        this.troubles = troubles;
    }

    @Override
    public boolean save(ReachedMilestones advance) {
        return super.save(advance) && !troubles.echoLost();
    }
}
