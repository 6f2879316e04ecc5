package sundown.readiness;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
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
    private static final Duration DAY = Duration.ofDays(1);

    private ForecastRules() {}

    /** @param quota requests a day that Google grants */
    static Outcome quota(List<CountedGroup> counted, long quota, Instant now) {
        List<CountedGroup> groups =
                counted.stream().filter(group -> group.close().isAfter(now)).toList();
        if (groups.isEmpty()) {
            return new Outcome.Warn(
                    "No progress report has counted the galleries of an open or coming group yet.",
                    "Call again when there is one, tomorrow.");
        }
        Instant end =
                groups.stream().map(CountedGroup::close).max(Instant::compareTo).orElseThrow();
        List<Instant> days = Stream.iterate(now, day -> day.isBefore(end), day -> day.plus(DAY))
                .toList();
        long most =
                days.stream().mapToLong(day -> asked(groups, day, now)).max().orElse(0);
        return days.stream()
                .filter(day -> asked(groups, day, now) > quota)
                .findFirst()
                .map(day -> runsOut(quota, most, day))
                .orElseGet(() -> new Outcome.Pass("Users would ask for " + most + " requests a day at most, and Google"
                        + " grants " + quota + "."));
    }

    /** What waits then is never made up for: users ask for less only after a close. */
    private static Outcome runsOut(long quota, long most, Instant day) {
        return new Outcome.Fail(
                "The quota of " + quota + " requests a day would run out on "
                        + LocalDate.ofInstant(day, ZoneOffset.UTC)
                        + ", and some transfers would not end before the close: users would ask for " + most
                        + " a day at most.",
                "Ask Google for " + most + " a day (the partner program takes weeks), and deploy with it as"
                        + " GoogleRequestsPerDay.");
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
