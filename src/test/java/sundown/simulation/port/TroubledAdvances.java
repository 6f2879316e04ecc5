package sundown.simulation.port;

import sundown.milestone.MilestoneStore;
import sundown.milestone.ReachedMilestones;
import sundown.simulation.run.Troubles;

/** A store in which a save that succeeded may look as if somebody else had been faster. */
public record TroubledAdvances(MilestoneStore real, Troubles troubles) {
    public boolean save(ReachedMilestones advance) {
        return real.save(advance) && !troubles.echoLost();
    }
}
