package sundown.simulation;

import java.util.EnumSet;
import sundown.purge.Plan;
import sundown.purge.PurgeStore.PurgeState.StateName;
import sundown.simulation.cloud.PurgeCloud;

/** How far the end of a group may be when trouble comes. */
public enum Stage {
    CLOSED {
        @Override
        boolean reached(PurgeCloud cloud) {
            return true;
        }
    },
    PLANNED {
        @Override
        boolean reached(PurgeCloud cloud) {
            return cloud.plan().flatMap(Plan.Begun::planned).isPresent();
        }
    },
    APPROVED {
        @Override
        boolean reached(PurgeCloud cloud) {
            return cloud.plan()
                    .filter(plan -> cloud.books.approvals(plan.id()).size() > 1)
                    .isPresent();
        }
    },
    CANARY {
        @Override
        boolean reached(PurgeCloud cloud) {
            return reached(cloud, StateName.CANARY);
        }
    },
    WAVES {
        @Override
        boolean reached(PurgeCloud cloud) {
            return reached(cloud, StateName.WAVES);
        }
    },
    PURGED {
        @Override
        boolean reached(PurgeCloud cloud) {
            return reached(cloud, StateName.PURGED);
        }
    },
    VERIFIED {
        @Override
        boolean reached(PurgeCloud cloud) {
            return cloud.verified();
        }
    };

    /** True when it is so far, or further. */
    abstract boolean reached(PurgeCloud cloud);

    static boolean reached(PurgeCloud cloud, StateName least) {
        return cloud.purge()
                .filter(purge -> EnumSet.range(least, StateName.CERTIFIED)
                        .contains(purge.state().name()))
                .isPresent();
    }
}
