package sundown.bench.scale;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import sundown.sweep.SweepTask.TaskName;
import sundown.sweep.Wake.Shards;

/**
 * What was counted for a million users, at list prices and under the load that facts about scale assume.
 *
 * @param shares of the paths
 */
record Costs(List<Share> shares) {
    /** The paths that do most of their work once for each item. */
    static final Set<String> BY_ITEMS = Set.of("plan", "deletion", "certificate");

    private static final int DAYS_IN_A_WEEK = 7;

    Costs {
        shares = List.copyOf(shares);
    }

    /**
     * A path.
     *
     * @param what it is paid for
     * @param times it is gone
     */
    record Share(String what, PathFigures path, double times) {
        private double of(ToDoubleFunction<FunctionFigures> figure) {
            return path.ofAMillion(figure) * times;
        }
    }

    /** What a large group takes, and the end of one in which all users have as many items as are assumed. */
    static Costs of(ScaleFigures.Group largest, ScaleFigures.Group withItems, Workload workload) {
        List<Share> shares = new ArrayList<>();
        Stream.of("memberships", "transfer run", "archive", "status", "sweep", "close", "refund date")
                .forEach(path -> shares.add(new Share(path, largest.of(path), 1)));
        int ofAll = workload.number("reportsOfAll");
        shares.add(new Share("reports", largest.of("first report"), ofAll));
        shares.add(new Share("reports", largest.of("report"), workload.number("reports") - ofAll));
        shares.add(new Share("idle sweeps", largest.of("idle sweep"), messages() * minutes(workload)));
        BY_ITEMS.stream().sorted().forEach(path -> shares.add(new Share(path, withItems.of(path), 1)));
        return new Costs(shares);
    }

    /** How many messages a sweep sends for each of those that the bench takes. */
    private static double messages() {
        return Stream.of(TaskName.values()).mapToDouble(TaskName::shards).sum() / Shards.COUNT;
    }

    static long minutes(Workload workload) {
        return Duration.ofDays((long) workload.number("weeks") * DAYS_IN_A_WEEK).toMinutes();
    }

    /** Dollars, by what they are paid for. */
    Map<String, Double> dollars() {
        Map<String, Double> dollars = new LinkedHashMap<>();
        shares.forEach(share -> dollars.merge(share.what(), share.of(FunctionFigures::dollars), Double::sum));
        return dollars;
    }

    /** A figure of all paths. */
    double sum(ToDoubleFunction<FunctionFigures> figure) {
        return shares.stream().mapToDouble(share -> share.of(figure)).sum();
    }

    /** A figure of the paths that lead through all items. */
    double ofItems(ToDoubleFunction<FunctionFigures> figure) {
        return shares.stream()
                .filter(share -> BY_ITEMS.contains(share.what()))
                .mapToDouble(share -> share.of(figure))
                .sum();
    }

    double total() {
        return sum(FunctionFigures::dollars);
    }
}
