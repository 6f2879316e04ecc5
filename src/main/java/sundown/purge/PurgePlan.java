package sundown.purge;

import java.time.Instant;
import java.util.Optional;
import sundown.operator.Operator;
import sundown.timeline.GroupId;

/**
 * The plan of a group's purge. Its jobs tell how far it is.
 *
 * @param by the operator who asked for it
 * @param begunAt names the runs of its jobs; later than that of the plan that it replaces
 * @param timeline the version of the timeline by which the group has closed
 * @param chunks into how many each of its jobs is split; fixed, so that both parts of the manifest fit together
 * @param holdChanges how often holds of the group had been changed or released when it began
 * @param insteadOf the plan that it replaced; nothing of the first, and where version 1.0 made it
 * @param planned its end
 */
public record PurgePlan(
        GroupId group,
        PlanId id,
        Operator by,
        Instant begunAt,
        int timeline,
        int chunks,
        long holdChanges,
        Optional<PlanId> insteadOf,
        Optional<Planned> planned) {
    /**
     * What was planned.
     *
     * @param hash over the manifest, which the approvers name
     * @param users how many users have entries that are listed
     * @param chunks of the manifest; 0 for one that version 1.0 made
     */
    public record Planned(ManifestHash hash, long users, long held, long foreign, Totals totals, int chunks) {}

    /** A plan of which nothing is done. */
    static PurgePlan begun(
            GroupId group,
            PlanId id,
            Operator by,
            int timeline,
            int chunks,
            long holdChanges,
            Optional<PlanId> insteadOf,
            Instant now) {
        return new PurgePlan(group, id, by, now, timeline, chunks, holdChanges, insteadOf, Optional.empty());
    }
}
