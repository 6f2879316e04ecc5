package sundown.report;

import java.time.Instant;
import java.util.List;

/**
 * How far all groups have come.
 *
 * @param at when its counting began
 * @param groups in the order of the timeline
 */
public record ProgressReport(ReportId id, Instant at, List<GroupProgress> groups) {
    public ProgressReport {
        groups = List.copyOf(groups);
    }
}
