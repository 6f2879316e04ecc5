package sundown.purge.close;

import java.time.Instant;
import java.util.Optional;
import sundown.timeline.GroupId;

/**
 * How a group's close goes: one row, changed only as a whole and only when nobody else changed it since it was read.
 *
 * @param close the close that it is about; when the group has another one, this row says nothing
 * @param since only runs of the job that began at this instant or later tell about this close: the close itself, or the
 *     instant at which it was moved
 * @param counted what the latest run that has ended found
 * @param drainedAt when it was found that nothing runs any more
 * @param version counts up with each save; 0 before the first
 */
public record Closing(
        GroupId group,
        Instant close,
        Instant since,
        Optional<Counted> counted,
        Optional<Instant> drainedAt,
        long version) {
    /**
     * What still ran.
     *
     * @param run the run that counted it
     * @param running how many transfers and archives
     */
    public record Counted(Instant run, long running) {
        public Counted {
            if (running < 0) {
                throw new IllegalArgumentException("a count is negative");
            }
        }
    }

    /** A close of which nothing is known yet. */
    static Closing begun(GroupId group, Instant close, Instant since, long version) {
        return new Closing(group, close, since, Optional.empty(), Optional.empty(), version);
    }

    /** The same after a run has ended. */
    Closing counted(Instant run, long running) {
        return new Closing(group, close, since, Optional.of(new Counted(run, running)), drainedAt, version);
    }

    /** The same, drained. */
    Closing drained(Instant now) {
        return new Closing(group, close, since, counted, Optional.of(now), version);
    }

    /** The same as the store holds it after one more save. */
    public Closing saved() {
        return new Closing(group, close, since, counted, drainedAt, version + 1);
    }
}
