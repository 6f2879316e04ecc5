package sundown.simulation.planted;

import java.util.List;
import java.util.Optional;
import sundown.account.ChargeId;
import sundown.milestone.Milestone;
import sundown.milestone.MilestoneRules;
import sundown.milestone.MilestoneStore;
import sundown.milestone.MilestoneStore.Checkpoint;
import sundown.milestone.ReachedMilestones;
import sundown.refund.ForwardingRefundLedger;
import sundown.refund.Refund;
import sundown.refund.RefundLedger;
import sundown.refund.RefundState;
import sundown.simulation.port.ForwardingMilestoneStore;
import sundown.simulation.run.Calendar;
import sundown.simulation.run.Plant;
import sundown.timeline.Dates;
import sundown.timeline.GroupId;
import sundown.timeline.PublishedTimeline;

/** Bugs that the dates could have, made by a port that is not what they think it is. */
public enum PlantedMilestoneBug implements Plant {
    /** The opening is noted when the work on it begins. */
    NOTED_BEFORE_ACTING {
        @Override
        public MilestoneStore in(MilestoneStore real) {
            return new ForwardingMilestoneStore(real) {
                @Override
                public Optional<Checkpoint> stopped(GroupId group, Milestone milestone) {
                    if (milestone == Milestone.EXPORTS_OPEN) {
                        MilestoneRules.acted(super.find(group), opening()).ifPresent(super::save);
                    }
                    return super.stopped(group, milestone);
                }
            };
        }
    },

    /** What was acted on is not noted, and nobody notices. */
    NOTHING_IS_NOTED {
        @Override
        public MilestoneStore in(MilestoneStore real) {
            return new ForwardingMilestoneStore(real) {
                @Override
                public boolean save(ReachedMilestones advance) {
                    return true;
                }
            };
        }
    },

    /** Nobody is found who waits for a refund date. */
    NOTHING_IS_BROUGHT_FORWARD {
        @Override
        public RefundLedger in(RefundLedger real) {
            return new ForwardingRefundLedger(real) {
                @Override
                public List<Refund> inState(RefundState.StateName state, Optional<ChargeId> after, int limit) {
                    return List.of();
                }
            };
        }
    };

    /** It stays where it was published. */
    private static MilestoneRules.Due opening() {
        Dates published =
                PublishedTimeline.read().groupOf(Calendar.REGION).orElseThrow().dates();
        return new MilestoneRules.Due(Milestone.EXPORTS_OPEN, published.exportsOpen(), false);
    }
}
