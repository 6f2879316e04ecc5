package sundown.bench.scale;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import sundown.bench.scale.ScaleFigures.BenchLimit;
import sundown.local.command.Program;
import sundown.local.command.Quantity;
import sundown.local.prices.Deployed;

/**
 * {@code make bench-scale}: takes groups of several sizes from the opening of their exports to the certificate, and
 * tells what grows with them. The figures go to {@code target/bench-scale.txt}.
 */
public final class BenchScale {
    private static final Path FIGURES = Path.of("target", "bench-scale.txt");
    private static final String USUAL = "10000 100000 1000000";
    private static final Pattern SIZES = Pattern.compile("[1-9][0-9]{3,6}( [1-9][0-9]{3,6})*");
    private static final int WORKERS = 1_000;

    private final Workload workload;
    private final Clock clock;
    private final PrintStream out;

    BenchScale(Workload workload, Clock clock, PrintStream out) {
        this.workload = workload;
        this.clock = clock;
        this.out = out;
    }

    /** Takes its settings from the environment: USERS. */
    public static void main(String[] arguments) {
        showWarningsAlone();
        Program.execute(() -> {
            List<Integer> sizes = sizes(System.getenv("USERS"));
            ScaleFigures figures = new BenchScale(Workload.read(), Clock.systemUTC(), System.out)
                    .run(sizes, SmallHeap.all(Deployed.read()));
            String table = ScaleTable.of(figures);
            System.out.println(table);
            Files.writeString(FIGURES, table);
            return figures.met();
        });
    }

    /** Functions measure something of each user; those lines are counted, and not printed. */
    private static void showWarningsAlone() {
        for (Handler console : Logger.getLogger("").getHandlers()) {
            console.setLevel(Level.WARNING);
        }
    }

    /**
     * Reads how many users the groups have, the smallest first.
     *
     * @throws IllegalArgumentException with a sentence for the user when it makes no sense
     */
    static List<Integer> sizes(String users) {
        String sizes =
                Optional.ofNullable(users).filter(text -> !text.isBlank()).orElse(USUAL);
        if (!SIZES.matcher(sizes).matches()) {
            throw new IllegalArgumentException("USERS must be numbers from 1000 on, as in \"10000 100000\".");
        }
        return Stream.of(sizes.split(" ")).map(Integer::valueOf).sorted().toList();
    }

    ScaleFigures run(List<Integer> sizes, List<SmallHeap> heaps) throws IOException, InterruptedException {
        List<BenchLimit> memory = new ArrayList<>();
        for (SmallHeap heap : heaps) {
            out.printf("A process of %,d MB%n", heap.megabytes());
            memory.add(heap.run());
        }
        List<ScaleFigures.Group> groups = new ArrayList<>();
        sizes.forEach(
                users -> groups.add(run(workload, users, users / workload.number("usersInAChunk"), ScaleGroup::paths)));
        int items = workload.number("items");
        ScaleFigures.Group withItems =
                run(workload.withItems(items), workload.number("usersWithItems"), 1, ScaleGroup::ofAll);
        return new ScaleFigures(groups, withItems, memory, workload, Deployed.read());
    }

    private ScaleFigures.Group run(
            Workload all, int users, int chunks, Function<ScaleGroup, Stream<PathFigures>> paths) {
        Instant start = clock.instant();
        out.printf("A group of %,d users%n", users);
        ScaleGroup group = new ScaleGroup(all, users, chunks, WORKERS);
        return new ScaleFigures.Group(
                users, chunks, paths.apply(group).peek(path -> say(path, start)).toList());
    }

    private void say(PathFigures path, Instant start) {
        out.printf("  %-12s after %s%n", path.name(), Quantity.duration(Duration.between(start, clock.instant())));
    }

    /**
     * Takes a group through its life in a process with the heap of a function, with all that the ports in memory hold
     * beside it: what a process of the function holds is less.
     *
     * @param megabytes of heap
     * @param users few enough for the ports
     */
    record SmallHeap(String what, int megabytes, int users, int chunks) {
        /**
         * Those of the largest group that docs/sizing.md has: the worker that puts their results together reads the
         * most.
         */
        private static final int MOST_CHUNKS = 2_048;

        private static final int WORKERS = 100;

        /** The reducers with the most chunks, the workers with the largest chunk, and those of users who act. */
        static List<SmallHeap> all(Deployed deployed) {
            return List.of(
                    new SmallHeap(
                            "reducers", deployed.function("report-progress").megabytesOfHeap(), 5_000, MOST_CHUNKS),
                    new SmallHeap("a chunk", deployed.function("list-chunk").megabytesOfHeap(), 40_000, 1),
                    new SmallHeap("acting", deployed.function("transfer-batch").megabytesOfHeap(), 1_000, 1));
        }

        /** Takes the name, the number of users, and that of chunks. */
        public static void main(String... arguments) {
            ScaleGroup group = new ScaleGroup(
                    Workload.read(), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]), WORKERS);
            (arguments[0].equals("acting") ? group.paths() : group.ofAll()).forEach(path -> {});
        }

        /** Missed when the process fails. */
        BenchLimit run() throws IOException, InterruptedException {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx" + megabytes + "m",
                            "-XX:+UseSerialGC",
                            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                            "-cp",
                            System.getProperty("java.class.path"),
                            SmallHeap.class.getName(),
                            what,
                            Integer.toString(users),
                            Integer.toString(chunks))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new BenchLimit(
                    "memory: failures of %s, %,d MB, %,d users, %,d chunks".formatted(what, megabytes, users, chunks),
                    0,
                    process.waitFor() == 0 ? 0 : 1);
        }
    }
}
