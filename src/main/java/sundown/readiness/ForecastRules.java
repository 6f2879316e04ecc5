package sundown.readiness;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import sundown.readiness.Readiness.Outcome;
import sundown.report.ProgressReport.GroupProgress;

/**
 * Forecasts the requests and the uploads to Google from what galleries hold. Of all items, 42 % are transferred, as
 * docs/sizing.md assumes. Half of these are asked for evenly while exports are open, and the other half in the last two
 * weeks. Pure.
 */
final class ForecastRules {
    private static final double TRANSFERRED_SHARE = 0.42;

    /** A creation is of fifty items. */
    private static final double CREATIONS_OF_AN_ITEM = 0.02;

    /** An upload for each item, and what else a transfer asks. */
    private static final double UPLOADS_OF_AN_ITEM = 1.03;

    /** The minutes of a day, at the even flow of three quarters of what Google grants. */
    private static final long MINUTES_OF_A_DAY = 24 * 60 * 3 / 4;

    private static final Duration RUSH = Duration.ofDays(14);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration DAY = Duration.ofDays(1);

    private ForecastRules() {}

    /**
     * The requests that Google grants.
     *
     * @param uploadsCount whether uploads are among the requests of the day
     */
    record Granted(long requestsPerDay, long uploadsPerMinute, boolean uploadsCount) {
        private Budget requests() {
            return new Budget(
                    "requests",
                    CREATIONS_OF_AN_ITEM + (uploadsCount ? UPLOADS_OF_AN_ITEM : 0),
                    requestsPerDay,
                    "googleRequestsPerDay",
                    1);
        }

        private Budget uploads() {
            return new Budget(
                    "uploads",
                    UPLOADS_OF_AN_ITEM,
                    uploadsPerMinute * MINUTES_OF_A_DAY,
                    "googleUploadsPerMinute",
                    MINUTES_OF_A_DAY);
        }
    }

    /**
     * One kind of requests.
     *
     * @param ofAnItem how many an item takes
     * @param perDay how many a day has
     * @param limit the word of the limit
     * @param limitsOfADay how often a day has the limit
     */
    private record Budget(String name, double ofAnItem, long perDay, String limit, long limitsOfADay) {}

    static Outcome quota(List<GroupProgress> counted, Granted granted, Instant now) {
        List<GroupProgress> groups = toCome(counted, now);
        if (groups.isEmpty()) {
            return Outcome.warn(
                    "No progress report has counted the galleries of an open or coming group yet.",
                    "Call again when there is one, tomorrow.");
        }
        return Stream.of(granted.requests(), granted.uploads())
                .flatMap(budget -> runsOut(groups, budget, now).map(day -> runsOut(groups, budget, day, now)).stream())
                .reduce((one, other) -> Outcome.fail(one.found() + " " + other.found(), remedies(one, other)))
                .orElseGet(() -> Outcome.pass("Users would ask for " + asked(groups, granted.requests(), now)
                        + ", and for " + asked(groups, granted.uploads(), now) + "."));
    }

    private static String remedies(Outcome one, Outcome other) {
        return one.remedy().orElseThrow() + " " + other.remedy().orElseThrow();
    }

    private static String asked(List<GroupProgress> groups, Budget budget, Instant now) {
        return most(groups, budget, days(groups, now), now) + " " + budget.name() + " a day at most, of "
                + budget.perDay();
    }

    /**
     * The figures of the forecast for requests and for uploads: items of those who have taken nothing, how many a day
     * Google grants, users would ask for at most, and at most in the last week of a group, and in how many days they
     * would run out.
     */
    static Map<String, Map<String, Long>> figures(List<GroupProgress> counted, Granted granted, Instant now) {
        List<GroupProgress> groups = toCome(counted, now);
        return groups.isEmpty()
                ? Map.of()
                : Map.of(
                        "requestsADay", figures(groups, granted.requests(), now),
                        "uploadsADay", figures(groups, granted.uploads(), now));
    }

    private static Map<String, Long> figures(List<GroupProgress> groups, Budget budget, Instant now) {
        List<Instant> days = days(groups, now);
        Map<String, Long> figures = new TreeMap<>();
        figures.put(
                "itemsLeft", groups.stream().mapToLong(ForecastRules::itemsLeft).sum());
        figures.put("granted", budget.perDay());
        figures.put("most", most(groups, budget, days, now));
        figures.put(
                "mostInLastWeek",
                most(
                        groups,
                        budget,
                        days.stream().filter(day -> lastWeek(groups, day)).toList(),
                        now));
        runsOut(groups, budget, now)
                .ifPresent(day ->
                        figures.put("runsOutInDays", Duration.between(now, day).toDays()));
        return figures;
    }

    private static long itemsLeft(GroupProgress group) {
        return group.standings().neither().gallery().items();
    }

    private static List<GroupProgress> toCome(List<GroupProgress> counted, Instant now) {
        return counted.stream().filter(group -> group.close().isAfter(now)).toList();
    }

    private static List<Instant> days(List<GroupProgress> groups, Instant now) {
        Instant end = groups.stream()
                .map(GroupProgress::close)
                .max(Instant::compareTo)
                .orElseThrow();
        return Stream.iterate(now, day -> day.isBefore(end), day -> day.plus(DAY))
                .toList();
    }

    private static boolean lastWeek(List<GroupProgress> groups, Instant day) {
        return groups.stream()
                .anyMatch(group -> day.isBefore(group.close())
                        && !day.isBefore(group.close().minus(WEEK)));
    }

    private static long most(List<GroupProgress> groups, Budget budget, List<Instant> days, Instant now) {
        return days.stream()
                .mapToLong(day -> asked(groups, budget, day, now))
                .max()
                .orElse(0);
    }

    private static Optional<Instant> runsOut(List<GroupProgress> groups, Budget budget, Instant now) {
        return days(groups, now).stream()
                .filter(day -> asked(groups, budget, day, now) > budget.perDay())
                .findFirst();
    }

    /** Transfers that wait then never catch up: users ask for less only after a close. */
    private static Outcome runsOut(List<GroupProgress> groups, Budget budget, Instant day, Instant now) {
        long most = most(groups, budget, days(groups, now), now);
        return Outcome.fail(
                "The quota of " + budget.perDay() + " " + budget.name() + " a day would run out on "
                        + LocalDate.ofInstant(day, ZoneOffset.UTC)
                        + ", and some transfers would not end before the close: users would ask for " + most
                        + " a day at most.",
                "Ask Google for " + most + " " + budget.name() + " a day (the partner program takes weeks), and call"
                        + " change-limits with " + Math.ceilDiv(most, budget.limitsOfADay()) + " as " + budget.limit()
                        + ".");
    }

    private static long asked(List<GroupProgress> groups, Budget budget, Instant day, Instant now) {
        return Math.round(groups.stream()
                .mapToDouble(group -> items(group, day, now) * budget.ofAnItem())
                .sum());
    }

    /** The items that users of a group ask for on a day. */
    private static double items(GroupProgress group, Instant day, Instant now) {
        Instant from = group.exportsOpen().isAfter(now) ? group.exportsOpen() : now;
        Instant rush = group.close().minus(RUSH);
        if (day.isBefore(from) || !day.isBefore(group.close())) {
            return 0;
        }
        double items = itemsLeft(group) * TRANSFERRED_SHARE;
        double evenly = items / 2 / days(from, group.close());
        return day.isBefore(rush) ? evenly : evenly + items / 2 / days(from.isAfter(rush) ? from : rush, group.close());
    }

    private static double days(Instant from, Instant to) {
        return Math.max(1, Duration.between(from, to).toHours() / 24.0);
    }
}
