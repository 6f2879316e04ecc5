package sundown.simulation.planted;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import sundown.account.ChargeId;
import sundown.milestone.Milestone;
import sundown.milestone.MilestoneRules;
import sundown.milestone.MilestoneStore;
import sundown.milestone.MilestoneStore.Checkpoint;
import sundown.milestone.ReachedMilestones;
import sundown.refund.Refund;
import sundown.refund.RefundLedger;
import sundown.refund.RefundState;
import sundown.simulation.run.Calendar;
import sundown.simulation.run.Plant;
import sundown.timeline.Dates;
import sundown.timeline.GroupId;
import sundown.timeline.PublishedTimeline;

/** Bugs that the dates could have, made by a port that is not what they think it is. */
// Forwarding calls the fronts by their names.
@SuppressWarnings({"EffectivelyPrivate", "ImmutableEnumChecker", "UnusedMethod", "UnusedVariable"})
public enum PlantedMilestoneBug implements Plant {
    /** The opening is noted when the work on it begins. */
    NOTED_BEFORE_ACTING(MilestoneStore.class, real -> new Object() {
        public Optional<Checkpoint> stopped(GroupId group, Milestone milestone) {
            if (milestone == Milestone.EXPORTS_OPEN) {
                MilestoneRules.acted(real.find(group), opening()).ifPresent(real::save);
            }
            return real.stopped(group, milestone);
        }
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

    /** It stays where it was published. */
    private static MilestoneRules.Due opening() {
        Dates published =
                PublishedTimeline.read().groupOf(Calendar.REGION).orElseThrow().dates();
        return new MilestoneRules.Due(Milestone.EXPORTS_OPEN, published.exportsOpen(), false);
    }
}
