package sundown.report;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import sundown.receipt.Safety.Headcount;
import sundown.receipt.Safety.Sums;
import sundown.refund.FeeCounts;
import sundown.refund.RefundList.Total;
import sundown.refund.RefundState;
import sundown.report.ProgressReport.Day;
import sundown.report.ProgressReport.GroupProgress;
import sundown.report.ProgressReport.Pace;
import sundown.report.ProgressReport.Remainder;
import sundown.timeline.Group;

/** Computes the progress of a group, its pace, and its projection: pure. */
public final class ProgressRules {
    /** The number of days over which the pace is measured. */
    public static final int PACE_DAYS = 14;

    /** The number of days in the history: a window of six months, and some weeks on both sides. */
    public static final int HISTORY_DAYS = 240;

    /** Reports that are closer together show no pace. */
    private static final double PACE_DAYS_MIN = 0.5;

    private static final double SECONDS_PER_DAY = Duration.ofDays(1).toSeconds();

    private ProgressRules() {}

    /** The progress of a group, after the days before this report. */
    public static GroupProgress progress(
            Group group,
            Figures figures,
            Map<RefundState.StateName, Map<String, Total>> refunds,
            List<Day> before,
            Instant at) {
        List<Day> history = history(before, today(figures, at));
        Day today = history.getLast();
        Optional<Pace> pace = pace(history, group, at);
        return new GroupProgress(
                group.id(),
                group.dates().phaseAt(at),
                group.dates().exportsOpen(),
                group.dates().close(),
                Duration.between(at, group.dates().close()).toDays(),
                figures.at(),
                figures.safety().users(),
                today.galleries(),
                figures.galleries().at(),
                figures.safety(),
                today.left(),
                figures.failed(),
                figures.waiting(),
                figures.reach(),
                figures.unread(),
                refunds,
                FeeCounts.of(refunds),
                pace,
                pace.map(steady -> remainder(today, steady, group)),
                history);
    }

    private static Day today(Figures figures, Instant at) {
        Sums safety = figures.safety();
        return new Day(at, safety.users(), safety.safe(), figures.galleries().tally());
    }

    /** One entry a day: a later report replaces an earlier one of its day. */
    static List<Day> history(List<Day> before, Day today) {
        Map<LocalDate, Day> days = new TreeMap<>();
        Stream.concat(before.stream().filter(day -> day.at().isBefore(today.at())), Stream.of(today))
                .forEach(day -> days.put(dateOf(day), day));
        return days.values().stream()
                .skip(Math.max(0, days.size() - HISTORY_DAYS))
                .toList();
    }

    private static LocalDate dateOf(Day day) {
        return day.at().atOffset(ZoneOffset.UTC).toLocalDate();
    }

    /** The slope of the line that fits the days best. Days without a report do no harm. */
    static Optional<Pace> pace(List<Day> history, Group group, Instant at) {
        List<Day> days = history.stream()
                .filter(day -> !day.at().isBefore(group.dates().exportsOpen()))
                .filter(day ->
                        !day.at().isBefore(at.minus(Duration.ofDays(PACE_DAYS).plusHours(1))))
                .toList();
        boolean closed = !at.isBefore(group.dates().close());
        if (days.isEmpty() || closed || between(days.getFirst().at(), at) < PACE_DAYS_MIN) {
            return Optional.empty();
        }
        return Optional.of(new Pace(
                (int) Math.max(
                        1,
                        Math.round(between(days.getFirst().at(), days.getLast().at()))),
                Math.max(0, slope(days, day -> day.safe().users())),
                Math.round(Math.max(0, slope(days, day -> day.safe().gallery().bytes())))));
    }

    private static double slope(List<Day> days, ToLongFunction<Day> figure) {
        Instant first = days.getFirst().at();
        double meanTime = days.stream()
                .mapToDouble(day -> between(first, day.at()))
                .average()
                .orElseThrow();
        double meanFigure = days.stream().mapToLong(figure).average().orElseThrow();
        double together = 0;
        double spread = 0;
        for (Day day : days) {
            double time = between(first, day.at()) - meanTime;
            together += time * (figure.applyAsLong(day) - meanFigure);
            spread += time * time;
        }
        return together / spread;
    }

    private static Remainder remainder(Day today, Pace pace, Group group) {
        double days = between(today.at(), group.dates().close());
        Headcount left = today.left();
        return new Remainder(
                left(left.users(), pace.usersPerDay() * days),
                left(left.gallery().bytes(), pace.bytesPerDay() * days));
    }

    private static long left(long now, double going) {
        return Math.max(0, Math.round(now - going));
    }

    private static double between(Instant from, Instant to) {
        return Duration.between(from, to).toSeconds() / SECONDS_PER_DAY;
    }
}
