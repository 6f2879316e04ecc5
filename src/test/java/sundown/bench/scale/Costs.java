package sundown.bench.scale;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import sundown.sweep.Shards;
import sundown.sweep.TaskName;

/**
 * What the services cost for a million users, at list prices and under the load that facts about scale assume: without
 * storage, egress, logs, and the payment service.
 *
 * @param dollars by what they are paid for
 */
record Costs(Map<String, Double> dollars) {
    /** The paths that do most of their work once for each item. */
    static final Set<String> BY_ITEMS = Set.of("plan", "deletion", "certificate");

    private static final int DAYS_IN_A_WEEK = 7;

    /** Adds up what a large group costs, and the end of one in which all users have as many items as are assumed. */
    static Costs of(ScaleFigures.Group largest, ScaleFigures.Group withItems, Workload workload) {
        Map<String, Double> dollars = new LinkedHashMap<>();
        Stream.of("memberships", "transfer run", "archive", "status", "sweep", "close", "refund date")
                .forEach(path -> dollars.put(path, largest.of(path).dollars()));
        int ofAll = workload.number("reportsOfAll");
        dollars.put(
                "reports",
                largest.of("first report").dollars() * ofAll
                        + largest.of("report").dollars() * (workload.number("reports") - ofAll));
        dollars.put("idle sweeps", largest.of("idle sweep").dollars() * messages() * minutes(workload));
        BY_ITEMS.stream()
                .sorted()
                .forEach(path -> dollars.put(path, withItems.of(path).dollars()));
        return new Costs(dollars);
    }

    /** How many messages a sweep sends for each of those that the bench takes. */
    private static double messages() {
        return Stream.of(TaskName.values()).mapToDouble(TaskName::shards).sum() / Shards.COUNT;
    }

    private static long minutes(Workload workload) {
        return Duration.ofDays((long) workload.number("weeks") * DAYS_IN_A_WEEK).toMinutes();
    }

    double total() {
        return dollars.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
