package sundown.bench.scale;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What one path through a group came to.
 *
 * @param ofUsers how many users of a group the work was done for
 * @param elapsed virtual time from its beginning to its end
 * @param functions by their names
 * @param hottest the most that a key took in a second
 */
record PathFigures(
        String name,
        double ofUsers,
        Duration elapsed,
        Map<String, FunctionFigures> functions,
        Map<String, Long> hottest) {
    private static final double MILLION = 1_000_000;

    Duration longest() {
        return functions.values().stream()
                .map(FunctionFigures::longest)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    long mostRequests() {
        return functions.values().stream()
                .mapToLong(FunctionFigures::mostRequests)
                .max()
                .orElse(0);
    }

    /** What it costs for a million users. */
    double dollars() {
        return ofAMillion(FunctionFigures::dollars);
    }

    /** A figure for a million users. */
    double ofAMillion(ToDoubleFunction<FunctionFigures> figure) {
        return functions.values().stream().mapToDouble(figure).sum() * MILLION / ofUsers;
    }

    /** The most that an invocation allocated. */
    long mostBytes() {
        return functions.values().stream()
                .mapToLong(FunctionFigures::mostBytes)
                .max()
                .orElse(0);
    }

    /** What all invocations took together. */
    Duration work() {
        return functions.values().stream().map(FunctionFigures::time).reduce(Duration.ZERO, Duration::plus);
    }

    long invocations() {
        return functions.values().stream()
                .mapToLong(FunctionFigures::invocations)
                .sum();
    }

    long requests() {
        return functions.values().stream().mapToLong(FunctionFigures::requests).sum();
    }

    int hops() {
        return functions.values().stream().mapToInt(FunctionFigures::hops).max().orElse(0);
    }

    /** The key that took the most in a second, and how much. */
    Optional<Map.Entry<String, Long>> hottestKey() {
        return hottest.entrySet().stream().max(Map.Entry.comparingByValue());
    }

    /** The most that any key of a kind took in a second. */
    long hottest(String kind) {
        return hottest.entrySet().stream()
                .filter(key -> key.getKey().startsWith(kind))
                .mapToLong(Map.Entry::getValue)
                .max()
                .orElse(0);
    }
}
