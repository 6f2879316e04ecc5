package sundown.purge.close;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import sundown.archive.Archive;
import sundown.job.Job;
import sundown.timeline.Dates;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.Phase;
import sundown.timeline.Timeline;

/** How a group that has closed is brought to rest: pure. */
public final class ClosingRules {
    /**
     * Only a run that began this long after the close shows that nothing runs: by then every function has ended that
     * was at work at the close (15 minutes) or still had the timeline of before (one), and the indexes show what it
     * left.
     */
    public static final Duration SETTLING = Duration.ofMinutes(20);

    /** How long after the beginning of a run the next one begins, if it found something running. */
    static final Duration AGAIN = Duration.ofMinutes(5);

    /**
     * How long the removal of an archive may take. The manifest has what is left after that. What is removed later is
     * gone when the deletion comes to it.
     */
    static final Duration REMOVAL = Duration.ofMinutes(30);

    private ClosingRules() {}

    /**
     * As long as workers may be at an archive that has ended, it runs: what is then listed of the storage would not be
     * all. While the archive is being removed, the listing would have too much, so the close waits for that, too, but
     * not for ever.
     */
    static boolean runs(Archive archive, Instant now) {
        return archive.state().live()
                || archive.lastCleaning()
                        .filter(cleanAt -> now.isBefore(cleanAt.plus(REMOVAL)))
                        .isPresent();
    }

    /** What is to be done for a group now. */
    public sealed interface Step {
        /** Save this. */
        record Save(Closing closing) implements Step {}

        /** See how far the job is. */
        record Look(Closing closing) implements Step {}

        /** Nothing, or not yet. */
        record Nothing() implements Step {}
    }

    /** What is to be done about the job that ends what runs. */
    public sealed interface Visit {
        /** Visit what runs in a run that begins at this instant or later, or go on with it. */
        record Since(Instant instant) implements Visit {}

        /** Add up what a run has found. */
        record Count(Job ended) implements Visit {}

        /** Nothing runs any more. */
        record Drained() implements Visit {}

        /** Wait for the next run. */
        record Wait() implements Visit {}
    }

    /** A group of the timeline that has closed. */
    public static Optional<Group> closed(Timeline timeline, GroupId id, Instant now) {
        return timeline.group(id).filter(group -> closed(group.dates(), now));
    }

    private static boolean closed(Dates dates, Instant now) {
        return dates.phaseAt(now) == Phase.CLOSED;
    }

    /** When a group was found to be drained, if it was after the close that it has by the timeline now. */
    public static Optional<Instant> drained(Optional<Closing> closing, Dates dates) {
        return closing.filter(found -> found.close().equals(dates.close())).flatMap(Closing::drainedAt);
    }

    /**
     * Decides what to do for a group. When a close is moved, its row begins again, and forgets the old close at once:
     * the new one might be moved back, after users have begun exports again.
     */
    public static Step next(Group group, Optional<Closing> found, Instant now) {
        Instant close = group.dates().close();
        boolean closed = closed(group.dates(), now);
        Optional<Closing> current = found.filter(closing -> closing.close().equals(close));
        if (current.isEmpty()) {
            return closed || found.isPresent() ? new Step.Save(begun(group, found, now)) : new Step.Nothing();
        }
        return current.filter(closing -> closed && closing.drainedAt().isEmpty())
                .<Step>map(Step.Look::new)
                .orElseGet(Step.Nothing::new);
    }

    private static Closing begun(Group group, Optional<Closing> moved, Instant now) {
        Instant close = group.dates().close();
        Instant since = moved.isPresent() && now.isAfter(close) ? now : close;
        return Closing.begun(
                group.id(), close, since, moved.map(Closing::version).orElse(0L));
    }

    /** Decides what to do about the job of a group that has closed and is not drained. */
    public static Visit visit(Closing closing, Optional<Job> found, Instant now) {
        return found.filter(job -> !job.run().isBefore(closing.since()))
                .map(job -> job.ended() ? ended(closing, job, now) : new Visit.Since(job.run()))
                .orElseGet(() -> new Visit.Since(closing.since()));
    }

    private static Visit ended(Closing closing, Job job, Instant now) {
        return closing.counted()
                .filter(counted -> counted.run().equals(job.run()))
                .map(counted -> counted(closing, counted, now))
                .orElseGet(() -> new Visit.Count(job));
    }

    private static Visit counted(Closing closing, Closing.Counted counted, Instant now) {
        Instant settled = closing.since().plus(SETTLING);
        if (counted.running() == 0 && !counted.run().isBefore(settled)) {
            return new Visit.Drained();
        }
        Instant next = counted.running() > 0 ? counted.run().plus(AGAIN) : settled;
        return now.isBefore(next) ? new Visit.Wait() : new Visit.Since(next);
    }
}
