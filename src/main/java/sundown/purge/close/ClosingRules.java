package sundown.purge.close;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import sundown.archive.Archive;
import sundown.job.Job;
import sundown.purge.close.ClosingStore.Closing;
import sundown.timeline.Dates;
import sundown.timeline.Dates.Phase;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.Timeline;

/** Decides how a closed group comes to rest: pure. */
public final class ClosingRules {
    /**
     * The time from the close to the begin of a run that proves that nothing runs. By then, each function that was at
     * work at the close (15 minutes) or had the earlier timeline (one) has ended, and the indexes show their writes.
     */
    public static final Duration SETTLING_TIME = Duration.ofMinutes(20);

    /** The time from the begin of a run that found something running to the begin of the next run. */
    static final Duration NEXT_RUN_AFTER = Duration.ofMinutes(5);

    /**
     * The time for which a close waits for the removal of an archive. Then the manifest lists the objects that are
     * left. If they are removed later, the deletion finds them gone.
     */
    static final Duration REMOVAL_MAX = Duration.ofMinutes(30);

    private ClosingRules() {}

    /**
     * An ended archive still counts as running while a worker may be writing to it, because a listing would be
     * incomplete. While the archive is being removed, a listing would have too much, so the close waits for the
     * removal, too, within {@link #REMOVAL_MAX}.
     */
    static boolean runs(Archive archive, Instant now) {
        return archive.state().live()
                || archive.lastCleaning()
                        .filter(cleanAt -> now.isBefore(cleanAt.plus(REMOVAL_MAX)))
                        .isPresent();
    }

    /** The next step of a group's close. */
    public sealed interface CloseStep {
        /** Save this row. */
        record Save(Closing closing) implements CloseStep {}

        /** Begin a run of the job at this instant or later, or continue it. */
        record Visit(Instant since) implements CloseStep {}

        /** Add up the counts of a run. */
        record Count(Closing closing, Job ended) implements CloseStep {}

        /** Wait. */
        record Nothing() implements CloseStep {}
    }

    /** Returns the group if it has closed. */
    public static Optional<Group> closed(Timeline timeline, GroupId id, Instant now) {
        return timeline.group(id).filter(group -> closed(group.dates(), now));
    }

    private static boolean closed(Dates dates, Instant now) {
        return dates.phaseAt(now) == Phase.CLOSED;
    }

    /** Returns the drain of a group, if it belongs to its close in the timeline of now. */
    public static Optional<Instant> drained(Optional<Closing> closing, Dates dates) {
        return closing.filter(found -> found.close().equals(dates.close())).flatMap(Closing::drainedAt);
    }

    /**
     * Decides on the next step of a group. When a close moves, its row begins again, and forgets the old close at once,
     * because the close may move back after users have begun exports again.
     *
     * @param job finds the job that ends transfers and archives; asked only for a group that has closed and is not
     *     drained
     */
    public static CloseStep next(Group group, Optional<Closing> found, Supplier<Optional<Job>> job, Instant now) {
        Instant close = group.dates().close();
        boolean closed = closed(group.dates(), now);
        Optional<Closing> current = found.filter(closing -> closing.close().equals(close));
        if (current.isEmpty()) {
            return closed || found.isPresent() ? new CloseStep.Save(begun(group, found, now)) : new CloseStep.Nothing();
        }
        return current.filter(closing -> closed && closing.drainedAt().isEmpty())
                .map(closing -> next(closing, job.get(), now))
                .orElseGet(CloseStep.Nothing::new);
    }

    private static Closing begun(Group group, Optional<Closing> moved, Instant now) {
        Instant close = group.dates().close();
        Instant since = moved.isPresent() && now.isAfter(close) ? now : close;
        return Closing.begun(
                group.id(), close, since, moved.map(Closing::version).orElse(0L));
    }

    private static CloseStep next(Closing closing, Optional<Job> found, Instant now) {
        return found.filter(job -> !job.run().isBefore(closing.since()))
                .map(job -> job.ended() ? ended(closing, job, now) : new CloseStep.Visit(job.run()))
                .orElseGet(() -> new CloseStep.Visit(closing.since()));
    }

    private static CloseStep ended(Closing closing, Job job, Instant now) {
        return closing.counted()
                .filter(counted -> counted.run().equals(job.run()))
                .map(counted -> counted(closing, counted, now))
                .orElseGet(() -> new CloseStep.Count(closing, job));
    }

    /** Nothing runs any more if a run found nothing that began when the close had settled. */
    private static CloseStep counted(Closing closing, Closing.Counted counted, Instant now) {
        Instant settled = closing.since().plus(SETTLING_TIME);
        if (counted.running() == 0 && !counted.run().isBefore(settled)) {
            return new CloseStep.Save(closing.drained(now));
        }
        Instant next = counted.running() > 0 ? counted.run().plus(NEXT_RUN_AFTER) : settled;
        return now.isBefore(next) ? new CloseStep.Nothing() : new CloseStep.Visit(next);
    }
}
