package sundown.report;

import java.time.Instant;
import java.util.List;
import sundown.job.JobId;
import sundown.timeline.GroupId;

/**
 * The counting for a report: the one under way, or the last. Each group is counted by a job.
 *
 * @param groups those of the timeline when it began
 * @param composed whether the report has been written
 */
public record Counting(ReportId id, Instant begunAt, List<GroupId> groups, boolean composed) {
    public Counting {
        groups = List.copyOf(groups);
    }

    /** The job that counts a group. */
    static JobId job(GroupId group) {
        return new JobId(CountingWork.NAME, group);
    }
}
