package sundown.report;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import sundown.account.ReachStore.Reach;
import sundown.archive.Archive;
import sundown.job.Job;
import sundown.job.Job.JobId;
import sundown.report.CountingStore.Counting;
import sundown.report.Figures.GalleryCount;
import sundown.report.ReportFiles.ReportId;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.Timeline;
import sundown.transfer.Transfer;

/** Decides when a report begins, which chunks are counted for it, and how a user counts: pure. */
public final class CountingRules {
    /** A counting that has not ended by then gives way to the next day's. */
    public static final Duration COUNTING_MAX = Duration.ofDays(1);

    /** The time from the close until all exports have ended, before the purge begins. Later figures are final. */
    public static final Duration SETTLING_TIME = Duration.ofDays(1);

    /** The time before the close in which everything is counted every day, because most users act then. */
    private static final Duration RUSH = Duration.ofDays(14);

    /** The number of days in which a large chunk is counted once. */
    private static final int ROUND_DAYS = 7;

    /** With fewer users, a chunk is counted every day, since that costs next to nothing. */
    private static final long LARGE_CHUNK_USERS = 500;

    private CountingRules() {}

    /** The next step for the report. */
    public sealed interface ReportStep {
        /** Begin a report. */
        record Begin(Counting counting, Optional<ReportId> inPlaceOf) implements ReportStep {}

        /** The counting is under way. */
        record GoOn(Counting counting) implements ReportStep {}

        /** There is nothing to report before a timeline is published. */
        record NotAnnounced() implements ReportStep {}

        /** The day has its report. */
        record Nothing(Counting counting) implements ReportStep {}
    }

    /**
     * Decides what to do. A counting goes on past midnight, for a day at most.
     *
     * @param onDemand whether an operator asks, who gets another one when the day has its report
     */
    public static ReportStep next(Optional<Counting> last, Timeline timeline, boolean onDemand, Instant now) {
        if (!timeline.announced()) {
            return new ReportStep.NotAnnounced();
        }
        return last.map(counting -> next(counting, timeline, onDemand, now))
                .orElseGet(() -> new ReportStep.Begin(begun(ReportId.on(now), timeline, now), Optional.empty()));
    }

    private static ReportStep next(Counting last, Timeline timeline, boolean onDemand, Instant now) {
        boolean today = !last.id().day().isBefore(ReportId.on(now).day());
        if (!last.composed() && now.isBefore(last.begunAt().plus(COUNTING_MAX))) {
            return new ReportStep.GoOn(last);
        }
        if (today && last.composed() && !onDemand) {
            return new ReportStep.Nothing(last);
        }
        ReportId id = today ? last.id().next() : ReportId.on(now);
        return new ReportStep.Begin(begun(id, timeline, now), Optional.of(last.id()));
    }

    private static Counting begun(ReportId id, Timeline timeline, Instant now) {
        return new Counting(id, now, timeline.groups().stream().map(Group::id).toList(), false);
    }

    /** Returns the groups that are still to be counted for a report. */
    static List<GroupId> left(Counting counting, Timeline timeline, Function<JobId, Optional<Job>> find) {
        return counting.groups().stream()
                .filter(group -> !counted(find.apply(Counting.job(group)), counting, timeline.group(group)))
                .toList();
    }

    /** True if a group has been counted for a report, or so late that its figures are final. */
    public static boolean counted(Optional<Job> job, Counting counting, Optional<Group> group) {
        return job.filter(Job::ended)
                .filter(ended -> !ended.run().isBefore(counting.begunAt())
                        || group.filter(closed -> settled(ended, closed)).isPresent())
                .isPresent();
    }

    /** Nothing syncs once exports have opened: galleries are counted once before, and once after. */
    static boolean stillHold(GalleryCount galleries, Group group, Instant now) {
        Instant opening = group.dates().exportsOpen();
        return now.isBefore(opening) || !galleries.at().isBefore(opening);
    }

    /**
     * True if the figures of a chunk serve the report of another day: large chunks are counted in turns, a seventh of
     * them each day, until the rush before the close.
     */
    static boolean holds(Figures before, Group group, int chunk, Instant now) {
        return before.safety().users() >= LARGE_CHUNK_USERS
                && round(before.at(), chunk) == round(now, chunk)
                && now.isBefore(group.dates().close().minus(RUSH))
                && stillHold(before.galleries(), group, now);
    }

    private static long round(Instant at, int chunk) {
        return Math.floorDiv(ChronoUnit.DAYS.between(Instant.EPOCH, at) + chunk, ROUND_DAYS);
    }

    /** Figures from well after the close are final; a later count would find nothing, since the purge removes it. */
    private static boolean settled(Job ended, Group group) {
        return !ended.run().isBefore(group.dates().close().plus(SETTLING_TIME));
    }

    /** How far a user is reached. A user with a transfer or an archive has looked, whatever became of their mails. */
    static Reach reach(Optional<Transfer> transfer, Optional<Archive> archive, Optional<Reach> noted) {
        return transfer.isPresent() || archive.isPresent() ? Reach.REACHED : noted.orElse(Reach.NOT_WRITTEN_TO);
    }
}
