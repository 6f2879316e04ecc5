package sundown.purge;

import java.time.Instant;
import sundown.operator.Operator;

/**
 * What is to be deleted of a group: the summary of a manifest that lies in the audit bucket.
 *
 * @param at when its listing began
 * @param users accounts of which it names something
 * @param objects versions, delete markers and unfinished uploads
 * @param bytes of all of them
 * @param timelineVersion the timeline in force when its listing began
 * @param holdChanges how often holds of the group had been changed or released by then
 * @param chunks of its manifest; 0 for one that version 1.0 made, which is of no use any more
 */
public record Plan(
        PlanId id,
        ManifestHash manifest,
        Operator plannedBy,
        Instant at,
        long users,
        long objects,
        long bytes,
        int timelineVersion,
        long holdChanges,
        int chunks) {
    public Plan {
        if (users < 0 || objects < 0 || bytes < 0) {
            throw new IllegalArgumentException("a count of a plan is negative");
        }
    }
}
