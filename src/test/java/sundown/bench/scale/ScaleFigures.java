package sundown.bench.scale;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import sundown.bench.BenchLimit;

/**
 * The same paths through groups of several sizes, and what of it is to be kept below a limit.
 *
 * @param groups the smallest first
 * @param accountsPerMinute how many accounts begin to be deleted each minute
 */
record ScaleFigures(List<Group> groups, int accountsPerMinute) {
    /** An invocation may take a tenth more where the group is a hundred times as large. */
    private static final double GROWTH = 1.1;

    private static final long LONGEST_SECONDS = 600;
    private static final long WRITES_OF_A_KEY = 1_000;
    private static final long READS_OF_A_KEY = 3_000;
    private static final long KEYS_DELETED_BELOW_A_PREFIX = 3_500;
    private static final double MILLION = 1_000_000;
    private static final int TEN_MILLION = 10_000_000;
    private static final int MANY_WORKERS = 1_000;

    /**
     * The ledger has 16 parts whatever the group, and so has what waits, so that an invocation grows until its 80
     * seconds are over.
     */
    private static final Set<String> OF_SO_MANY_PARTS = Set.of("refund date", "close");

    /** How long ten million users may take with a thousand workers, by path. */
    private static final Map<String, Duration> TEN_MILLION_WITHIN = Map.of(
            "memberships", Duration.ofHours(1),
            "close", Duration.ofHours(1),
            "plan", Duration.ofHours(6),
            "deletion", Duration.ofHours(24),
            "certificate", Duration.ofHours(6));

    ScaleFigures {
        groups = List.copyOf(groups);
    }

    /**
     * One group.
     *
     * @param paths in the order of its life
     */
    record Group(int users, int chunks, List<PathFigures> paths) {
        Group {
            paths = List.copyOf(paths);
        }

        PathFigures of(String path) {
            return paths.stream()
                    .filter(figures -> figures.name().equals(path))
                    .findFirst()
                    .orElseThrow();
        }

        Map<String, Object> json() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("users", users);
            json.put("chunks", chunks);
            json.put("paths", paths.stream().map(PathFigures::json).toList());
            return json;
        }
    }

    List<BenchLimit> limits() {
        Group largest = groups.getLast();
        return largest.paths().stream()
                .flatMap(path -> limits(groups.getFirst().of(path.name()), path))
                .toList();
    }

    private Stream<BenchLimit> limits(PathFigures small, PathFigures large) {
        String name = large.name();
        Stream<BenchLimit> growth = OF_SO_MANY_PARTS.contains(name)
                ? Stream.of()
                : Stream.of(new BenchLimit(
                        name + ": growth of the longest invocation",
                        GROWTH,
                        seconds(large.longest()) / seconds(small.longest())));
        Stream<BenchLimit> limits = Stream.of(
                new BenchLimit(name + ": longest invocation, seconds", LONGEST_SECONDS, seconds(large.longest())),
                new BenchLimit(
                        name + ": writes of a key in a second", WRITES_OF_A_KEY, large.hottest("DynamoDB write")),
                new BenchLimit(
                        name + ": reads of a key in a second",
                        READS_OF_A_KEY,
                        Math.max(large.hottest("DynamoDB read"), large.hottest("DynamoDB query"))),
                new BenchLimit(
                        name + ": keys deleted below a prefix in a second",
                        KEYS_DELETED_BELOW_A_PREFIX,
                        large.hottest("S3 keys")));
        Stream<BenchLimit> time = TEN_MILLION_WITHIN.containsKey(name) ? Stream.of(tenMillion(large)) : Stream.of();
        return Stream.of(limits, growth, time).flatMap(Function.identity());
    }

    private BenchLimit tenMillion(PathFigures path) {
        return new BenchLimit(
                path.name() + ": hours of 10 million users, 1,000 workers",
                TEN_MILLION_WITHIN.get(path.name()).toHours(),
                hours(elapsed(path, TEN_MILLION)));
    }

    /** What the largest group tells of one that is larger still: more users in each chunk, and as many workers. */
    Duration elapsed(PathFigures path, int users) {
        Duration work =
                path.work().multipliedBy(users / groups.getLast().users()).dividedBy(MANY_WORKERS);
        Duration paced = path.name().equals("deletion") ? Duration.ofMinutes(users / accountsPerMinute) : Duration.ZERO;
        return Stream.of(work, paced, path.elapsed()).max(Duration::compareTo).orElseThrow();
    }

    /** What a path costs for a million users. */
    double dollars(PathFigures path, int users) {
        return path.dollars() * MILLION / users;
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }

    private static double hours(Duration time) {
        return time.toSeconds() / 3600.0;
    }

    boolean met() {
        return limits().stream().allMatch(BenchLimit::met);
    }

    /** As one JSON object. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("groups", groups.stream().map(Group::json).toList());
        json.put("limits", limits().stream().map(BenchLimit::json).toList());
        json.put("met", met());
        return json;
    }
}
