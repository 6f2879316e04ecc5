package sundown.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import sundown.account.ReachStore.Reach;
import sundown.edge.Json;
import sundown.gallery.Tally;
import sundown.receipt.Safety.Headcount;
import sundown.receipt.Safety.Standing;
import sundown.receipt.Safety.Sums;
import sundown.refund.RefundList.Total;
import sundown.refund.RefundState.StateName;
import sundown.report.Figures.GalleryCount;
import sundown.report.ProgressReport.Day;
import sundown.report.ProgressReport.GroupProgress;
import sundown.report.ReportFiles.ReportId;
import sundown.timeline.Group;
import sundown.timeline.PublishedTimeline;
import sundown.transfer.FailureReason;
import sundown.transfer.Transfer.TransferState.WaitReason;

/** Reports of invented figures. */
public final class SampleReports {
    private static final List<Group> GROUPS = PublishedTimeline.read().groups();
    private static final long USERS = 153_820;
    private static final long BYTES = 3_400_000_000L;

    private SampleReports() {}

    /** The figures of all groups as they are kept, each counted every day since a week before its opening. */
    public static String document(Instant now) {
        List<GroupProgress> groups =
                GROUPS.stream().map(group -> progress(group, now)).toList();
        return Json.write(new ProgressReport(ReportId.on(now), now, groups));
    }

    private static GroupProgress progress(Group group, Instant now) {
        Instant first = group.dates().exportsOpen().minus(Duration.ofDays(7)).plus(Duration.ofMinutes(20));
        List<Day> before = IntStream.range(
                        0, (int) Math.max(0, Duration.between(first, now).toDays()))
                .mapToObj(day -> first.plus(Duration.ofDays(day)))
                .map(at -> day(figures(group, at), at))
                .toList();
        return ProgressRules.progress(group, figures(group, now), refunds(group, now), before, now);
    }

    private static Day day(Figures figures, Instant at) {
        Sums safety = figures.safety();
        return new Day(at, safety.users(), safety.safe(), figures.galleries().tally());
    }

    /** Many come at once, then fewer and fewer. */
    private static Figures figures(Group group, Instant at) {
        Instant opening = group.dates().exportsOpen();
        Instant last = at.isBefore(group.dates().close()) ? at : group.dates().close();
        double days = Math.max(0, Duration.between(opening, last).toHours() / 24.0);
        long taken = Math.round(USERS * 0.72 * (1 - Math.exp(-days / 30)));
        long moved = taken * 6 / 10;
        long both = taken / 20;
        Instant counted = at.isBefore(opening) ? opening.minus(Duration.ofDays(7)) : opening.plusSeconds(1_200);
        return new Figures(
                at,
                new GalleryCount(counted, new Tally(USERS * 950, USERS * BYTES)),
                new Sums(
                        Map.of(
                                Standing.MOVED, people(moved),
                                Standing.BOTH, people(both),
                                Standing.DOWNLOADED, people(taken - moved - both),
                                Standing.PARTLY_SAFE,
                                        new Headcount(taken / 8, new Tally(taken * 60, taken * BYTES / 20)),
                                Standing.NOTHING_TAKEN, new Headcount(USERS - taken - taken / 8, Tally.NONE)),
                        taken / 30),
                taken == 0 ? Map.of() : failed(taken),
                taken == 0 ? Map.of() : Map.of(WaitReason.QUOTA, taken / 10, WaitReason.ROOM, 7L),
                taken == 0
                        ? Map.of(Reach.NOT_WRITTEN_TO, USERS)
                        : Map.of(Reach.REACHED, USERS - 5_000, Reach.SENT, 4_000L, Reach.NOT_REACHABLE, 1_000L),
                taken == 0 ? 0 : 12);
    }

    private static Headcount people(long users) {
        return new Headcount(users, new Tally(users * 950, users * BYTES));
    }

    private static Map<FailureReason, Long> failed(long taken) {
        return Map.of(
                FailureReason.UNSUPPORTED_TYPE, taken / 3,
                FailureReason.NOT_A_PHOTO_OR_VIDEO, taken / 11,
                FailureReason.EMPTY, taken / 40,
                FailureReason.VIDEO_TOO_LARGE, 3L);
    }

    private static Map<StateName, Map<String, Total>> refunds(Group group, Instant now) {
        if (now.isBefore(group.dates().exportsOpen())) {
            return Map.of();
        }
        return Map.of(
                StateName.INTENT, Map.of("EUR", total(12_004, 14_404_800), "INR", total(31_207, 4_053_789_300L)),
                StateName.SUCCEEDED, Map.of("EUR", total(4_310, 5_172_000), "JPY", total(1, 1_200)),
                StateName.PENDING, Map.of("KWD", total(17, 59_500)),
                StateName.MANUAL, Map.of("EUR", total(3, 3_600)));
    }

    private static Total total(long refunds, long minorUnits) {
        return new Total(refunds, minorUnits, Map.of("stripe", refunds));
    }
}
