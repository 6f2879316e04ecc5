package sundown.report;

import java.util.Optional;

/** The counting for the report. Reads are strongly consistent. */
public interface CountingStore {
    /** The one under way, or the last. */
    Optional<Counting> find();

    /**
     * Begins one in place of the one that was read.
     *
     * @return false when somebody was faster
     */
    boolean begin(Counting counting, Optional<ReportId> inPlaceOf);

    /** Notes that the report has been written, if its counting is still there. */
    void composed(ReportId id);
}
