package sundown.report;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import sundown.archive.Archive;
import sundown.gallery.Tally;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.Timeline;
import sundown.transfer.Transfer;
import sundown.transfer.TransferState;

/** When a report begins, what is counted for it, and how a user counts: pure. */
public final class CountingRules {
    /** A counting of which nothing was heard for so long has lost a message, or a message is a dead letter. */
    public static final Duration PATIENCE = Duration.ofHours(1);

    /** So long after the close all exports have ended, and the purge has not begun: what is counted then stays. */
    public static final Duration SETTLED = Duration.ofDays(1);

    private CountingRules() {}

    /** What is to be done for the report now. */
    public sealed interface Step {
        /** Begin a report. */
        record Begin(Counting counting, Optional<ReportId> inPlaceOf) implements Step {}

        /** Send what is left of one again. */
        record SendAgain(Counting read) implements Step {}

        /** It is under way. */
        record Wait(Counting counting) implements Step {}

        /** The day has its report. */
        record Nothing(Counting counting) implements Step {}
    }

    /**
     * Decides what to do. A counting that is heard of goes on past midnight; one that has fallen silent keeps no later
     * day waiting.
     *
     * @param onDemand whether an operator asks, who gets another one when the day has its report
     */
    public static Step next(Optional<Counting> last, Timeline timeline, boolean onDemand, Instant now) {
        return last.map(counting -> next(counting, timeline, onDemand, now))
                .orElseGet(() -> new Step.Begin(begun(ReportId.on(now), last, timeline, now), Optional.empty()));
    }

    private static Step next(Counting last, Timeline timeline, boolean onDemand, Instant now) {
        boolean today = !last.id().day().isBefore(ReportId.on(now).day());
        if (!last.composed() && now.isBefore(last.heardAt().plus(PATIENCE))) {
            return new Step.Wait(last);
        }
        if (today && !last.composed()) {
            return new Step.SendAgain(last);
        }
        if (today && !onDemand) {
            return new Step.Nothing(last);
        }
        ReportId id = today ? last.id().next() : ReportId.on(now);
        return new Step.Begin(begun(id, Optional.of(last), timeline, now), Optional.of(last.id()));
    }

    private static Counting begun(ReportId id, Optional<Counting> last, Timeline timeline, Instant now) {
        Map<Shard, GalleryCount> known = new HashMap<>();
        Map<Shard, Figures> counted = new HashMap<>();
        for (Group group : timeline.groups()) {
            for (Shard shard : Shard.of(group.id())) {
                last.flatMap(before -> galleries(before, shard))
                        .filter(galleries -> stillHold(galleries, group, now))
                        .ifPresent(galleries -> known.put(shard, galleries));
                last.flatMap(before -> Optional.ofNullable(before.counted().get(shard)))
                        .filter(figures -> settled(figures, group))
                        .ifPresent(figures -> counted.put(shard, figures));
            }
        }
        return new Counting(
                id, now, now, timeline.groups().stream().map(Group::id).toList(), known, counted, false);
    }

    private static Optional<GalleryCount> galleries(Counting last, Shard shard) {
        return Optional.ofNullable(last.counted().get(shard))
                .map(Figures::galleries)
                .or(() -> Optional.ofNullable(last.known().get(shard)));
    }

    /** Nothing syncs once exports have opened: galleries are counted once before, and once after. */
    static boolean stillHold(GalleryCount galleries, Group group, Instant now) {
        Instant opening = group.dates().exportsOpen();
        return now.isBefore(opening) || !galleries.at().isBefore(opening);
    }

    /** What was counted well after the close is final; later nothing would be found, since the purge removes it. */
    static boolean settled(Figures figures, Group group) {
        return !figures.at().isBefore(group.dates().close().plus(SETTLED));
    }

    /** How a user counts by his rows. */
    public static Standing standing(Optional<Transfer> transfer, Optional<Archive> archive) {
        boolean moved = transfer.filter(CountingRules::finished).isPresent();
        boolean downloaded = archive.filter(CountingRules::finished).isPresent();
        if (moved) {
            return downloaded ? Standing.BOTH : Standing.MOVED;
        }
        return downloaded ? Standing.DOWNLOADED : Standing.NEITHER;
    }

    /** What he has taken out: the gallery as it was when he began. */
    public static Tally taken(Optional<Transfer> transfer, Optional<Archive> archive) {
        Tally moved = transfer.filter(CountingRules::finished)
                .map(done -> done.counts().total())
                .orElse(Tally.NONE);
        return archive.filter(CountingRules::finished)
                .flatMap(Archive::gallery)
                .orElse(Tally.NONE)
                .atLeast(moved);
    }

    private static boolean finished(Transfer transfer) {
        return transfer.state() instanceof TransferState.Finished;
    }

    private static boolean finished(Archive archive) {
        return archive.downloads().finishedAt().isPresent();
    }

    /** What was counted of each group. */
    public static Map<GroupId, Figures> byGroup(Counting counting) {
        return counting.counted().entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().group(), Map.Entry::getValue, Figures::plus));
    }
}
