package sundown.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sundown.job.Job.JobId;
import sundown.report.ReportFiles.ReportId;
import sundown.timeline.GroupId;

/** The counting for the report. Reads are strongly consistent. */
public interface CountingStore {
    /** Returns the counting under way, or the last one. */
    Optional<Counting> find();

    /**
     * Begins a counting in place of the one that was read.
     *
     * @return false if another writer was faster
     */
    boolean begin(Counting counting, Optional<ReportId> inPlaceOf);

    /** Notes that the report has been written, if its counting is still there. */
    void composed(ReportId id);

    /**
     * The counting for a report: the one under way, or the last. Each group is counted by a job.
     *
     * @param groups those of the timeline when it began
     * @param composed whether the report has been written
     */
    record Counting(ReportId id, Instant begunAt, List<GroupId> groups, boolean composed) {
        public Counting {
            groups = List.copyOf(groups);
        }

        /** The job that counts a group. */
        static JobId job(GroupId group) {
            return new JobId(CountingWork.NAME, group);
        }
    }
}
