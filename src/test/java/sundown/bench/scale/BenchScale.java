package sundown.bench.scale;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintStream;
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
import sundown.local.command.Program;
import sundown.local.command.Quantity;
import sundown.local.prices.Deployed;

/**
 * {@code make bench-scale}: takes groups of several sizes from the opening of their exports to the certificate, and
 * tells what grows with them. The figures go to {@code target/bench-scale.json}.
 */
public final class BenchScale {
    private static final Path FIGURES = Path.of("target", "bench-scale.json");
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
            System.out.println(ScaleTable.of(figures));
            write(figures);
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

    private static void write(ScaleFigures figures) throws IOException {
        JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValue(FIGURES.toFile(), figures.json());
    }
}
