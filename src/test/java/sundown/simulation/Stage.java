package sundown.simulation;

import java.util.EnumSet;
import java.util.function.Predicate;
import sundown.purge.Plan;
import sundown.purge.PurgeState.StateName;
import sundown.simulation.cloud.PurgeCloud;

/** How far the end of a group may be when trouble comes. */
public enum Stage {
    CLOSED(cloud -> true),
    PLANNED(cloud -> cloud.plan().flatMap(Plan.Begun::planned).isPresent()),
    APPROVED(cloud -> cloud.plan()
            .filter(plan -> cloud.books.approvals(plan.id()).size() > 1)
            .isPresent()),
    CANARY(cloud -> hasReached(cloud, StateName.CANARY)),
    WAVES(cloud -> hasReached(cloud, StateName.WAVES)),
    PURGED(cloud -> hasReached(cloud, StateName.PURGED)),
    VERIFIED(PurgeCloud::verified);

    private final Predicate<PurgeCloud> reached;

    Stage(Predicate<PurgeCloud> reached) {
        this.reached = reached;
    }

    /** True when it is so far, or further. */
    boolean reached(PurgeCloud cloud) {
        return reached.test(cloud);
    }

    private static boolean hasReached(PurgeCloud cloud, StateName least) {
        return cloud.purge()
                .filter(purge -> EnumSet.range(least, StateName.CERTIFIED)
                        .contains(purge.state().name()))
                .isPresent();
    }
}
