package sundown.readiness;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.readiness.Readiness.Outcome;
import sundown.report.ProgressReport.GroupProgress;

/**
 * Forecasts the requests and the uploads to Google from what galleries hold. Of all items, 42 % are transferred: an
 * assumption of docs/sizing.md without a source. Half of these are asked for evenly while exports are open, and the
 * other half in the last two weeks. Pure.
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
        private Stream<Budget> budgets() {
            return Stream.of(
                    new Budget(
                            "requests",
                            CREATIONS_OF_AN_ITEM + (uploadsCount ? UPLOADS_OF_AN_ITEM : 0),
                            requestsPerDay,
                            "googleRequestsPerDay",
                            1),
                    new Budget(
                            "uploads",
                            UPLOADS_OF_AN_ITEM,
                            uploadsPerMinute * MINUTES_OF_A_DAY,
                            "googleUploadsPerMinute",
                            MINUTES_OF_A_DAY));
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
        List<Forecast> forecasts = forecasts(counted, granted, now);
        if (forecasts.isEmpty()) {
            return Outcome.warn(
                    "No progress report has counted the galleries of an open or coming group yet.",
                    "Call again when there is one, tomorrow.");
        }
        return forecasts.stream()
                .flatMap(forecast -> forecast.shortage().stream())
                .reduce((one, other) -> Outcome.fail(
                        one.found() + " " + other.found(),
                        one.remedy().orElseThrow() + " " + other.remedy().orElseThrow()))
                .orElseGet(() -> Outcome.pass(forecasts.stream()
                        .map(Forecast::summary)
                        .collect(Collectors.joining(", and for ", "Users would ask for ", "."))));
    }

    /**
     * The figures of the forecast for requests and for uploads: items of users who have taken nothing, how many a day
     * Google grants, users would ask for at most, and at most in the last week of a group, and in how many days they
     * would run out.
     */
    static Map<String, Map<String, Long>> figures(List<GroupProgress> counted, Granted granted, Instant now) {
        return forecasts(counted, granted, now).stream()
                .collect(Collectors.toMap(forecast -> forecast.budget().name() + "ADay", Forecast::figures));
    }

    private static List<Forecast> forecasts(List<GroupProgress> counted, Granted granted, Instant now) {
        List<GroupProgress> groups =
                counted.stream().filter(group -> group.close().isAfter(now)).toList();
        return groups.isEmpty()
                ? List.of()
                : granted.budgets()
                        .map(budget -> new Forecast(groups, budget, now))
                        .toList();
    }

    /** The requests of one kind that users of groups will make until the close. */
    private record Forecast(List<GroupProgress> groups, Budget budget, Instant now) {
        private String summary() {
            return most(days()) + " " + budget.name() + " a day at most, of " + budget.perDay();
        }

        private Map<String, Long> figures() {
            Map<String, Long> figures = new TreeMap<>();
            figures.put(
                    "itemsLeft", groups.stream().mapToLong(Forecast::itemsLeft).sum());
            figures.put("granted", budget.perDay());
            figures.put("most", most(days()));
            figures.put("mostInLastWeek", most(days().filter(this::lastWeek)));
            runsOut()
                    .ifPresent(day -> figures.put(
                            "runsOutInDays", Duration.between(now, day).toDays()));
            return figures;
        }

        /** Transfers that wait then never catch up: users ask for less only after a close. */
        private Optional<Outcome> shortage() {
            long most = most(days());
            return runsOut()
                    .map(day -> Outcome.fail(
                            "The quota of " + budget.perDay() + " " + budget.name() + " a day would run out on "
                                    + LocalDate.ofInstant(day, ZoneOffset.UTC)
                                    + ", and some transfers would not end before the close: users would ask for " + most
                                    + " a day at most.",
                            "Ask Google for " + most + " " + budget.name()
                                    + " a day (the partner program takes weeks), and call change-limits with "
                                    + Math.ceilDiv(most, budget.limitsOfADay()) + " as " + budget.limit() + "."));
        }

        private Stream<Instant> days() {
            Instant end = groups.stream()
                    .map(GroupProgress::close)
                    .max(Instant::compareTo)
                    .orElseThrow();
            return Stream.iterate(now, day -> day.isBefore(end), day -> day.plus(DAY));
        }

        private boolean lastWeek(Instant day) {
            return groups.stream()
                    .anyMatch(group -> day.isBefore(group.close())
                            && !day.isBefore(group.close().minus(WEEK)));
        }

        private long most(Stream<Instant> days) {
            return days.mapToLong(this::asked).max().orElse(0);
        }

        private Optional<Instant> runsOut() {
            return days().filter(day -> asked(day) > budget.perDay()).findFirst();
        }

        private long asked(Instant day) {
            return Math.round(groups.stream()
                    .mapToDouble(group -> items(group, day) * budget.ofAnItem())
                    .sum());
        }

        /** The items that users of a group ask for on a day. */
        private double items(GroupProgress group, Instant day) {
            Instant from = group.exportsOpen().isAfter(now) ? group.exportsOpen() : now;
            Instant rush = group.close().minus(RUSH);
            if (day.isBefore(from) || !day.isBefore(group.close())) {
                return 0;
            }
            double items = itemsLeft(group) * TRANSFERRED_SHARE;
            double evenly = items / 2 / days(from, group.close());
            return day.isBefore(rush)
                    ? evenly
                    : evenly + items / 2 / days(from.isAfter(rush) ? from : rush, group.close());
        }

        private static long itemsLeft(GroupProgress group) {
            return group.left().gallery().items();
        }

        private static double days(Instant from, Instant to) {
            return Math.max(1, Duration.between(from, to).toHours() / 24.0);
        }
    }
}
