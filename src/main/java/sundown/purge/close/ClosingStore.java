package sundown.purge.close;

import java.time.Instant;
import java.util.Optional;
import sundown.timeline.GroupId;

/** The closes, one for each group. A read sees every save before it. */
public interface ClosingStore {
    /** The close of a group; {@link ClosingRules#drained} tells whether it counts. */
    Optional<Closing> find(GroupId group);

    /**
     * Saves a close if nobody saved since it was read: the stored version is still its own (none for 0).
     *
     * @return the close with its new version; empty if another save was faster
     */
    Optional<Closing> save(Closing closing);

    /**
     * The progress of a group's close: one row, changed only as a whole, and only if nobody changed it since it was
     * read.
     *
     * @param close the close that the row is about; it tells nothing of a group with another close
     * @param since only runs of the job that began at this instant or later tell about this close: the close itself, or
     *     the instant at which it was moved
     * @param counted the count of the latest run that has ended
     * @param drainedAt when a run found nothing running
     * @param version counts up with each save; 0 before the first
     */
    record Closing(
            GroupId group,
            Instant close,
            Instant since,
            Optional<Counted> counted,
            Optional<Instant> drainedAt,
            long version) {
        /**
         * The count of a run.
         *
         * @param run names the run
         * @param running the number of transfers and archives that still ran
         */
        public record Counted(Instant run, long running) {
            public Counted {
                if (running < 0) {
                    throw new IllegalArgumentException("a count is negative");
                }
            }
        }

        /** A close without a count. */
        static Closing begun(GroupId group, Instant close, Instant since, long version) {
            return new Closing(group, close, since, Optional.empty(), Optional.empty(), version);
        }

        /** The close after a run has ended. */
        Closing counted(Instant run, long running) {
            return new Closing(group, close, since, Optional.of(new Counted(run, running)), drainedAt, version);
        }

        /** The close of a drained group. */
        Closing drained(Instant now) {
            return new Closing(group, close, since, counted, Optional.of(now), version);
        }

        /** The close after one more save. */
        public Closing saved() {
            return new Closing(group, close, since, counted, drainedAt, version + 1);
        }
    }
}
