package sundown.bench;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import sundown.bench.GroupUpload.SampleGroup;
import sundown.bench.PurgeBenchFigures.PurgeBenchTable;
import sundown.local.clock.MovableClock;
import sundown.local.command.Program;
import sundown.local.command.Quantity;
import sundown.local.emulators.Emulators;

/**
 * {@code make bench-purge}: ends a group of many objects and one of a tenth of them, and holds what that took beside
 * each other. The functions' own code runs here over the adapters of AWS; accounts and rows are in dynalite, objects in
 * S3Proxy on a file system in memory, messages in ElasticMQ. The figures go to {@code target/bench-purge.json}.
 */
public final class BenchPurge {
    private static final Path FIGURES = Path.of("target", "bench-purge.json");

    private final Emulators emulators;
    private final MovableClock clock;
    private final PrintStream out;

    private BenchPurge(Emulators emulators, MovableClock clock, PrintStream out) {
        this.emulators = emulators;
        this.clock = clock;
        this.out = out;
    }

    /** Takes its settings from the environment: OBJECTS. */
    public static void main(String[] arguments) {
        Program.execute(() -> run(PurgeBenchSettings.of(System.getenv()), FIGURES, System.out));
    }

    /** Tells whether all limits are met. The smaller group is ended twice: the first time warms the machine up. */
    static boolean run(PurgeBenchSettings settings, Path figures, PrintStream out) throws Exception {
        MovableClock clock = MovableClock.system();
        try (FileSystem memory = BenchStack.memory();
                Emulators emulators = Emulators.start(memory.getPath("/objects"), 0, clock)) {
            BenchPurge bench = new BenchPurge(emulators, clock, out);
            if (settings.warmsUp()) {
                bench.end("warm-up", settings.fewer());
            }
            PurgeBenchFigures outcome =
                    new PurgeBenchFigures(bench.end("few", settings.fewer()), bench.end("many", settings.objects()));
            out.println(PurgeBenchTable.of(outcome));
            write(outcome, figures);
            return outcome.met();
        }
    }

    private GroupFigures end(String name, int objects) throws MovableClock.Unreachable {
        BenchStack stack = BenchStack.of(emulators, name);
        SampleGroup group = SampleGroup.of(objects);
        out.printf("Putting %,d photos (%s)%n", objects, name);
        Instant start = clock.real().instant();
        new GroupUpload(stack, GroupEnd.GROUP.value()).put(group);
        out.println("Ending the group; putting it took "
                + Quantity.duration(Duration.between(start, clock.real().instant())));
        return new GroupEnd(stack, clock).end(group);
    }

    private static void write(PurgeBenchFigures outcome, Path figures) throws IOException {
        JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValue(figures.toFile(), outcome.json());
    }

    /**
     * What a person asked for, as environment variables. An empty variable counts as none, since make passes them so.
     *
     * @param objects how many the larger group has ({@code OBJECTS=100000})
     */
    record PurgeBenchSettings(int objects) {
        /** The smaller group has one object for so many of the larger one. */
        static final int RATIO = 10;

        private static final int WORTH_MEASURING = 10_000;
        private static final String USUAL = "100000";
        private static final Pattern OBJECTS = Pattern.compile("[1-9][0-9]{2,5}");

        /**
         * Reads the variables.
         *
         * @throws IllegalArgumentException with a sentence for the user when one of them makes no sense
         */
        static PurgeBenchSettings of(Map<String, String> environment) {
            String objects = Optional.ofNullable(environment.get("OBJECTS"))
                    .filter(value -> !value.isBlank())
                    .orElse(USUAL);
            if (!OBJECTS.matcher(objects).matches()) {
                throw new IllegalArgumentException("OBJECTS must be a number from 100 to 999999, not " + objects + ".");
            }
            return new PurgeBenchSettings(Integer.parseInt(objects));
        }

        /** Of a group that is smaller, times say nothing anyway. */
        boolean warmsUp() {
            return objects >= WORTH_MEASURING;
        }

        int fewer() {
            return objects / RATIO;
        }
    }
}
