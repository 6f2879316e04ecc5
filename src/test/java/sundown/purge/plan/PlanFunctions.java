package sundown.purge.plan;

import sundown.purge.certificate.ListChunkFunction;
import sundown.purge.close.ClosingStore;
import sundown.purge.close.Drained;
import sundown.purge.close.DrainedGroups;
import sundown.timeline.TimelineStore;

/**
 * The functions that plan a purge, put together by hand over any ports: what the container does in a deployed function.
 */
public record PlanFunctions(PlanPurgeFunction plan, ListChunkFunction list, PlanSweep sweep) {

    /** What tells them whether a group is drained. */
    public static Drained drained(TimelineStore timelines, ClosingStore closings) {
        return new DrainedGroups(timelines, closings);
    }
}
