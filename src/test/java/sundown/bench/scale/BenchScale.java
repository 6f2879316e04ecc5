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
import java.util.regex.Pattern;
import java.util.stream.Stream;
import sundown.local.command.Program;
import sundown.local.command.Quantity;

/**
 * {@code make bench-scale}: takes groups of several sizes from the opening of their exports to the certificate, and
 * tells what grows with them. The figures go to {@code target/bench-scale.json}.
 */
public final class BenchScale {
    private static final Path FIGURES = Path.of("target", "bench-scale.json");
    private static final String USUAL = "10000 100000 1000000";
    private static final Pattern SIZES = Pattern.compile("[1-9][0-9]{3,6}( [1-9][0-9]{3,6})*");
    private static final int WORKERS = 1_000;

    private final Workload workload = Workload.read();
    private final Clock clock;
    private final PrintStream out;

    BenchScale(Clock clock, PrintStream out) {
        this.clock = clock;
        this.out = out;
    }

    /** Takes its settings from the environment: USERS. */
    public static void main(String[] arguments) {
        Program.execute(() -> {
            ScaleFigures figures = new BenchScale(Clock.systemUTC(), System.out).run(sizes(System.getenv("USERS")));
            System.out.println(ScaleTable.of(figures));
            write(figures);
            return figures.met();
        });
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

    ScaleFigures run(List<Integer> sizes) {
        List<ScaleFigures.Group> groups = new ArrayList<>();
        sizes.forEach(users -> groups.add(run(users)));
        return new ScaleFigures(groups, workload.accountsPerMinute());
    }

    private ScaleFigures.Group run(int users) {
        Instant start = clock.instant();
        out.printf("A group of %,d users%n", users);
        ScaleGroup group = new ScaleGroup(workload, users, WORKERS);
        List<PathFigures> paths = group.paths().peek(path -> say(path, start)).toList();
        return new ScaleFigures.Group(users, group.chunks(), paths);
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
