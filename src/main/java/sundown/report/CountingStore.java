package sundown.report;

import java.time.Instant;
import java.util.Optional;

/** The counting for the report. What is read is as it is after every change that came before. */
public interface CountingStore {
    /** The one under way, or the last. */
    Optional<Counting> find();

    /**
     * Begins one in the place of the one that was read.
     *
     * @return false when somebody was faster
     */
    boolean begin(Counting counting, Optional<ReportId> inPlaceOf);

    /**
     * Notes that messages are sent again, if nothing was heard since it was read.
     *
     * @return false when something was
     */
    boolean sendAgain(Counting read, Instant now);

    /** Notes that a worker is at work, if its counting is still there. */
    void heard(ReportId id, Instant now);

    /**
     * Notes what was counted of a shard; a second count takes the place of the first.
     *
     * @return the counting as it is then; nothing when another one has taken its place
     */
    Optional<Counting> finish(ReportId id, Shard shard, Figures figures, Instant now);

    /** Notes that the report has been written, if its counting is still there. */
    void composed(ReportId id);
}
