package sundown.purge.close;

import java.time.Instant;
import java.util.Optional;
import sundown.timeline.GroupId;

/** The closes, one for each group. A read sees every save before it. */
public interface ClosingStore {
    /** Returns the close of a group. {@link ClosingRules#drained} decides if it counts. */
    Optional<Closing> find(GroupId group);

    /**
     * Saves a close unless another save came first: the stored version must be its own (none for 0).
     *
     * @return the close with its new version; empty if another save was faster
     */
    Optional<Closing> save(Closing closing);

    /**
     * The progress of a group's close: one row, which is only saved as a whole.
     *
     * @param close the date of the close; the row does not count for a group with another date
     * @param since the close, or the instant at which it was moved; only runs of the job that began then or later count
     * @param counted the count of the latest run that has ended
     * @param drainedAt the instant at which a run found nothing running
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

        static Closing begun(GroupId group, Instant close, Instant since, long version) {
            return new Closing(group, close, since, Optional.empty(), Optional.empty(), version);
        }

        Closing counted(Instant run, long running) {
            return new Closing(group, close, since, Optional.of(new Counted(run, running)), drainedAt, version);
        }

        Closing drained(Instant now) {
            return new Closing(group, close, since, counted, Optional.of(now), version);
        }

        public Closing saved() {
            return new Closing(group, close, since, counted, drainedAt, version + 1);
        }
    }
}
