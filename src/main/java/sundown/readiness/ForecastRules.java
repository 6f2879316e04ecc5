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

/**
 * Forecasts the requests to Google from what galleries hold. Of all items, 42 % are transferred, as docs/sizing.md
 * assumes. Half of these are asked for evenly while exports are open, and the other half in the last two weeks. Pure.
 */
final class ForecastRules {
    private static final double TRANSFERRED = 0.42;

    /** An upload for each item, a creation for fifty, and what else a transfer asks. */
    private static final double REQUESTS_OF_AN_ITEM = 1.05;

    private static final Duration RUSH = Duration.ofDays(14);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration DAY = Duration.ofDays(1);

    private ForecastRules() {}

    /** @param quota requests a day that Google grants */
    static Outcome quota(List<CountedGroup> counted, long quota, Instant now) {
        List<CountedGroup> groups = toCome(counted, now);
        if (groups.isEmpty()) {
            return new Outcome.Warn(
                    "No progress report has counted the galleries of an open or coming group yet.",
                    "Call again when there is one, tomorrow.");
        }
        long most = most(groups, days(groups, now), now);
        return runsOut(groups, quota, now)
                .map(day -> runsOut(quota, most, day))
                .orElseGet(() -> new Outcome.Pass("Users would ask for " + most + " requests a day at most, and Google"
                        + " grants " + quota + "."));
    }

    /**
     * The figures of the forecast: items of those who have taken nothing, requests a day that Google grants, that users
     * would ask for at most, and at most in the last week of a group, and in how many days the quota would run out.
     */
    static Map<String, Map<String, Long>> figures(List<CountedGroup> counted, long quota, Instant now) {
        List<CountedGroup> groups = toCome(counted, now);
        if (groups.isEmpty()) {
            return Map.of();
        }
        List<Instant> days = days(groups, now);
        Map<String, Long> figures = new TreeMap<>();
        figures.put(
                "itemsLeft", groups.stream().mapToLong(CountedGroup::itemsLeft).sum());
        figures.put("granted", quota);
        figures.put("most", most(groups, days, now));
        figures.put(
                "mostInLastWeek",
                most(groups, days.stream().filter(day -> lastWeek(groups, day)).toList(), now));
        runsOut(groups, quota, now)
                .ifPresent(day ->
                        figures.put("runsOutInDays", Duration.between(now, day).toDays()));
        return Map.of("requestsADay", figures);
    }

    private static List<CountedGroup> toCome(List<CountedGroup> counted, Instant now) {
        return counted.stream().filter(group -> group.close().isAfter(now)).toList();
    }

    private static List<Instant> days(List<CountedGroup> groups, Instant now) {
        Instant end =
                groups.stream().map(CountedGroup::close).max(Instant::compareTo).orElseThrow();
        return Stream.iterate(now, day -> day.isBefore(end), day -> day.plus(DAY))
                .toList();
    }

    private static boolean lastWeek(List<CountedGroup> groups, Instant day) {
        return groups.stream()
                .anyMatch(group -> day.isBefore(group.close())
                        && !day.isBefore(group.close().minus(WEEK)));
    }

    private static long most(List<CountedGroup> groups, List<Instant> days, Instant now) {
        return days.stream().mapToLong(day -> asked(groups, day, now)).max().orElse(0);
    }

    private static Optional<Instant> runsOut(List<CountedGroup> groups, long quota, Instant now) {
        return days(groups, now).stream()
                .filter(day -> asked(groups, day, now) > quota)
                .findFirst();
    }

    /** What waits then is never made up for: users ask for less only after a close. */
    private static Outcome runsOut(long quota, long most, Instant day) {
        return new Outcome.Fail(
                "The quota of " + quota + " requests a day would run out on "
                        + LocalDate.ofInstant(day, ZoneOffset.UTC)
                        + ", and some transfers would not end before the close: users would ask for " + most
                        + " a day at most.",
                "Ask Google for " + most + " a day (the partner program takes weeks), and call change-limits with it"
                        + " as googleRequestsPerDay.");
    }

    private static long asked(List<CountedGroup> groups, Instant day, Instant now) {
        return Math.round(
                groups.stream().mapToDouble(group -> asked(group, day, now)).sum());
    }

    private static double asked(CountedGroup group, Instant day, Instant now) {
        Instant from = group.opening().isAfter(now) ? group.opening() : now;
        Instant rush = group.close().minus(RUSH);
        if (day.isBefore(from) || !day.isBefore(group.close())) {
            return 0;
        }
        double requests = group.itemsLeft() * TRANSFERRED * REQUESTS_OF_AN_ITEM;
        double evenly = requests / 2 / days(from, group.close());
        return day.isBefore(rush)
                ? evenly
                : evenly + requests / 2 / days(from.isAfter(rush) ? from : rush, group.close());
    }

    private static double days(Instant from, Instant to) {
        return Math.max(1, Duration.between(from, to).toHours() / 24.0);
    }
}
