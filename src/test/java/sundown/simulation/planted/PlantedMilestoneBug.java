package sundown.simulation.planted;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import sundown.account.ChargeId;
import sundown.milestone.MilestoneHandler;
import sundown.milestone.MilestoneStore;
import sundown.milestone.ReachedMilestones;
import sundown.refund.Refund;
import sundown.refund.RefundLedger;
import sundown.refund.RefundState;
import sundown.simulation.run.Plant;
import sundown.timeline.Group;

/** Bugs that the dates could have, made by a port that is not what they think it is. */
// Forwarding calls the fronts by their names.
@SuppressWarnings({"EffectivelyPrivate", "ImmutableEnumChecker", "UnusedMethod", "UnusedVariable"})
public enum PlantedMilestoneBug implements Plant {
    /** A date is noted, and nothing is done at it. */
    NOTED_WITHOUT_ACTING(MilestoneHandler.class, real -> new Object() {
        public void act(Group group) {}
    }),

    /** What was acted on is not noted, and nobody notices. */
    NOTHING_IS_NOTED(MilestoneStore.class, real -> new Object() {
        public boolean save(ReachedMilestones advance) {
            return true;
        }
    }),

    /** Nobody is found who waits for a refund date. */
    NOTHING_IS_BROUGHT_FORWARD(RefundLedger.class, real -> new Object() {
        public List<Refund> inState(RefundState.StateName state, int part, Optional<ChargeId> after, int limit) {
            return List.of();
        }
    });

    private final PlantedPort<?> planted;

    <T> PlantedMilestoneBug(Class<T> port, Function<T, ?> bug) {
        planted = new PlantedPort<>(port, bug);
    }

    @Override
    public <T> T in(Class<T> port, T real) {
        return planted.in(port, real);
    }
}
