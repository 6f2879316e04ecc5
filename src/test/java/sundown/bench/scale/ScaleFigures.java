package sundown.bench.scale;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import sundown.local.prices.Deployed;
import sundown.local.prices.Prices;

/**
 * The same paths through groups of several sizes, and the figures that must stay below a limit.
 *
 * @param groups the smallest first
 * @param withItems a group in which all users have as many items as are assumed
 * @param memory whether processes with the heaps of functions succeed
 */
record ScaleFigures(
        List<Group> groups, Group withItems, List<BenchLimit> memory, Workload workload, Deployed deployed) {
    /** The invocations of a larger group may take a tenth more, whatever its size. */
    private static final double GROWTH = 1.1;

    private static final long LONGEST_SECONDS = 600;
    private static final long WRITES_OF_A_KEY = 1_000;
    private static final long READS_OF_A_KEY = 3_000;
    private static final long KEYS_DELETED_BELOW_A_PREFIX = 3_500;
    private static final int HOPS = 16;
    static final double DOLLARS = 5_000;
    private static final int TEN_MILLION = 10_000_000;
    private static final int MANY_WORKERS = 1_000;
    private static final String DELETION = "deletion";

    /**
     * The ledger has 16 parts whatever the group, what waits has as many, and what is parked has 8, so that an
     * invocation grows until its 80 or 45 seconds are over. On a day on which few chunks are counted, the longest
     * invocation of a report puts all chunks together.
     */
    private static final Set<String> NOT_BY_CHUNKS = Set.of("refund date", "close", "sweep", "report");

    /** How long ten million users may take with a thousand workers, by path; a hundred million ten times that. */
    private static final Map<String, Duration> TEN_MILLION_WITHIN = Map.of(
            "memberships",
            Duration.ofHours(1),
            "close",
            Duration.ofHours(1),
            "plan",
            Duration.ofHours(6),
            DELETION,
            Duration.ofHours(24),
            "certificate",
            Duration.ofHours(6));

    ScaleFigures {
        groups = List.copyOf(groups);
        memory = List.copyOf(memory);
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
    }

    Group largest() {
        return groups.getLast();
    }

    Costs costs() {
        return Costs.of(largest(), withItems, workload);
    }

    Bill bill() {
        return Bill.of(costs(), workload, Prices.read(), deployed);
    }

    List<BenchLimit> limits() {
        Stream<BenchLimit> ofPaths = largest().paths().stream()
                .flatMap(path -> limits(groups.getFirst().of(path.name()), path));
        BenchLimit dollars = new BenchLimit(
                "dollars of Sundown's own work, a million users", DOLLARS, bill().dollars(Bill.Part.OWN, 1));
        return Stream.of(ofPaths, memory.stream(), Stream.of(dollars))
                .flatMap(Function.identity())
                .toList();
    }

    static Stream<BenchLimit> growth(PathFigures small, PathFigures large) {
        return NOT_BY_CHUNKS.contains(large.name())
                ? Stream.of()
                : Stream.of(new BenchLimit(
                        large.name() + ": growth of the longest invocation",
                        GROWTH,
                        seconds(large.longest()) / seconds(small.longest())));
    }

    private Stream<BenchLimit> limits(PathFigures small, PathFigures large) {
        return Stream.of(ofOne(large), Stream.of(chains(large)), growth(small, large), projected(large))
                .flatMap(Function.identity());
    }

    /** How often a function calls itself that Lambda would stop. */
    private BenchLimit chains(PathFigures path) {
        int hops = path.functions().entrySet().stream()
                .filter(function -> !deployed.function(function.getKey()).mayLoop())
                .mapToInt(function -> function.getValue().hops())
                .max()
                .orElse(0);
        return new BenchLimit(path.name() + ": hops of functions that may not loop", HOPS, hops);
    }

    /** What holds for each invocation and key. */
    static Stream<BenchLimit> ofOne(PathFigures path) {
        String name = path.name();
        return Stream.of(
                new BenchLimit(name + ": longest invocation, seconds", LONGEST_SECONDS, seconds(path.longest())),
                new BenchLimit(name + ": writes of a key in a second", WRITES_OF_A_KEY, path.hottest("DynamoDB write")),
                new BenchLimit(
                        name + ": reads of a key in a second",
                        READS_OF_A_KEY,
                        Math.max(path.hottest("DynamoDB read"), path.hottest("DynamoDB query"))),
                new BenchLimit(
                        name + ": keys deleted below a prefix in a second",
                        KEYS_DELETED_BELOW_A_PREFIX,
                        path.hottest("S3 keys")));
    }

    private Stream<BenchLimit> projected(PathFigures path) {
        return TEN_MILLION_WITHIN.containsKey(path.name())
                ? Stream.of(1, 10).map(times -> projected(path, times))
                : Stream.of();
    }

    private BenchLimit projected(PathFigures path, int times) {
        return new BenchLimit(
                "%s: hours of %d million users".formatted(path.name(), 10 * times),
                TEN_MILLION_WITHIN.get(path.name()).toHours() * times,
                hours(elapsed(path, TEN_MILLION * times)));
    }

    /**
     * What the largest group tells of one that is larger still, with more users in each chunk and 1,000 workers; where
     * items count, it is told by the group with as many for each user as are assumed.
     */
    Duration elapsed(PathFigures path, int users) {
        Duration paced = path.name().equals(DELETION)
                ? Duration.ofMinutes(users / workload.number("accountsPerMinute"))
                : Duration.ZERO;
        PathFigures measured = Costs.BY_ITEMS.contains(path.name()) ? withItems.of(path.name()) : path;
        Duration work = times(measured.work(), users / measured.ofUsers() / MANY_WORKERS);
        return longest(work, paced, path.elapsed());
    }

    /** How long a path takes a group with the workers and the pace that the template has by default. */
    Duration byDefault(PathFigures path, int users) {
        double each = users / path.ofUsers();
        Duration work = path.functions().entrySet().stream()
                .map(function -> times(
                        function.getValue().time(),
                        each / deployed.function(function.getKey()).workers().orElse(1)))
                .reduce(Duration.ZERO, Duration::plus);
        Duration paced = path.name().equals(DELETION)
                ? Duration.ofMinutes(users / deployed.parameter("PurgeAccountsPerMinute"))
                : Duration.ZERO;
        return longest(work, paced, path.elapsed());
    }

    private static Duration times(Duration time, double factor) {
        return Duration.ofMillis(Math.round(time.toMillis() * factor));
    }

    private static Duration longest(Duration... times) {
        return Stream.of(times).max(Duration::compareTo).orElseThrow();
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

    /** How much of something is allowed, and how much it was. */
    record BenchLimit(String what, double most, double reached) {
        /** True when it is no more. */
        boolean met() {
            return reached <= most;
        }

        /** One line for people. */
        String line() {
            return String.format(
                    Locale.ROOT, "%-52s at most %9.1f %12.2f  %s", what, most, reached, met() ? "MET" : "MISSED");
        }
    }
}
