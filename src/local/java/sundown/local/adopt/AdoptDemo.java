package sundown.local.adopt;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import sundown.local.command.Program;
import sundown.local.command.Stages;
import sundown.local.command.Variables;
import sundown.local.http.Json;
import sundown.local.rehearsal.Rehearsal;
import sundown.local.rehearsal.Rehearsal.RehearsalSettings;

/**
 * {@code make adopt-demo}: makes up a photo cloud, imports it whole, once more with a kill in the middle, and a day
 * later with what differs; then rehearses a sample of it to the certificate. The figures go to
 * {@code target/adopt-demo.json}. The exit code is 0 only if an import counts what was made up and stays below its
 * memory, the one that was killed ends like the other, and the rehearsal comes to its end.
 */
public final class AdoptDemo {
    private static final Path FIGURES = Path.of("target", "adopt-demo.json");
    private static final Path FOLDER = Path.of("target", "adopt-demo");
    private static final Path REPORT = Path.of("target", "rehearsal.json");
    private static final int ITEMS_OF_A_USER = 10;
    private static final int USUAL_ACCOUNTS = 200_000;
    private static final String USUAL_SAMPLE = "24";
    private static final long MOST_MEGABYTES = 1_000;

    /** Besides the item, the claims of its user and of the owner of the folder. */
    private static final long MOST_REMOVED_WITH_AN_ITEM = 3;

    private final int accounts;
    private final Map<String, String> environment;
    private final PrintStream out;
    private final Stages stages;
    private final Clock clock = Clock.systemUTC();
    private final List<String> complaints = new ArrayList<>();
    private final Map<String, Object> figures = new LinkedHashMap<>();

    private AdoptDemo(Map<String, String> environment, PrintStream out) {
        this.accounts = new Variables(environment).number("SIZE", USUAL_ACCOUNTS, 1_000, 9_999_999);
        this.environment = environment;
        this.out = out;
        this.stages = new Stages(out, clock);
    }

    /** Takes its settings from the environment: SIZE, and those of the rehearsal but IMPORT. */
    public static void main(String[] arguments) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        Program.execute(() -> new AdoptDemo(environment, System.out).run());
    }

    private boolean run() throws Exception {
        Map<String, String> rehearsed = new HashMap<>(environment);
        rehearsed.put("IMPORT", FOLDER.resolve("import").toString());
        rehearsed.merge("USERS", USUAL_SAMPLE, (given, usual) -> given.isBlank() ? usual : given);
        RehearsalSettings rehearsal = RehearsalSettings.of(rehearsed);
        Instant begin = clock.instant();
        if (Files.exists(FOLDER)) {
            MoreFiles.deleteRecursively(FOLDER, RecursiveDeleteOption.ALLOW_INSECURE);
        }
        Files.createDirectories(FOLDER);
        SampleExport.Expected first = stages.run(
                "%,d accounts and %,d items, made up".formatted(accounts, items()),
                () -> export(0).write(day(0)));
        SampleExport.Expected second =
                stages.run("the same a day later", () -> export(1).write(day(1)));
        figures.put("accounts", first.accounts());
        figures.put("items", first.items());
        figures.put("refusedRows", first.refused());
        figures.put("exportedBytes", bytes(day(0)));

        ImportRun whole = stages.run("the import", () -> run(0, "import", () -> false));
        note("import", whole, first.accounts() + first.items() + first.refused());
        check(first, FOLDER.resolve("import"));
        long steps = steps("import");
        ImportRun killed = stages.run(
                "an import that is killed half way", () -> run(0, "killed", () -> 2 * steps("killed") > steps));
        require(killed.exitCode() != 0, "The import ended before it was killed.");
        ImportRun goesOn = stages.run("the import goes on", () -> run(0, "killed", () -> false));
        figures.put("killedAfterSeconds", killed.seconds());
        note("goingOn", goesOn, 0);
        require(same("import", "killed"), "The import that was killed did not end like the other.");
        ImportRun delta = stages.run(
                "the import of a day later, with what differs",
                () -> run(
                        1,
                        "next",
                        () -> false,
                        "--since",
                        FOLDER.resolve("import").toString(),
                        "--allow-removals",
                        Long.toString(MOST_REMOVED_WITH_AN_ITEM * second.removed())));
        note("delta", delta, second.accounts() + second.items() + second.refused());
        figures.put("deltaRows", second.added() + second.changed() + second.removed());
        checkDelta(second);

        Instant rehearsing = clock.instant();
        require(Rehearsal.run(rehearsal, out), "The rehearsal found something wrong.");
        JsonNode report = Json.MAPPER.readTree(REPORT.toFile());
        figures.put("rehearsalUsers", report.at("/figures/users").asLong());
        figures.put("rehearsalOutcome", report.path("outcome").asText());
        figures.put(
                "rehearsalSeconds",
                Duration.between(rehearsing, clock.instant()).toSeconds());
        figures.put("seconds", Duration.between(begin, clock.instant()).toSeconds());
        return conclude();
    }

    private SampleExport export(int day) {
        return new SampleExport(accounts, items(), day);
    }

    private int items() {
        return accounts * ITEMS_OF_A_USER;
    }

    private static Path day(int day) {
        return FOLDER.resolve("day-" + day);
    }

    private static ImportRun run(int day, String to, BooleanSupplier kill, String... more)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
                "--timeline",
                "infra/timeline.json",
                "--mapping",
                day(day).resolve("mapping.json").toString(),
                "--to",
                FOLDER.resolve(to).toString(),
                "--totals",
                day(day).resolve("totals.json").toString(),
                "--allow-errors",
                "2%"));
        arguments.addAll(List.of(more));
        return ImportRun.of(arguments, log(to), kill);
    }

    private static Path log(String to) {
        return FOLDER.resolve(to + ".log");
    }

    private static long steps(String to) {
        Path progress = FOLDER.resolve(to).resolve("progress.jsonl");
        try (Stream<String> lines = Files.exists(progress) ? Files.lines(progress) : Stream.empty()) {
            return lines.count();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** @param rows that it read; 0 where it did not read all of them */
    private void note(String name, ImportRun run, long rows) throws IOException {
        figures.put(name + "Seconds", run.seconds());
        figures.put(name + "ProcessorSeconds", run.processor().toSeconds());
        figures.put(name + "PeakMegabytes", run.peakMegabytes());
        if (rows > 0) {
            figures.put(name + "RowsASecond", Math.round(rows / Math.max(1, run.seconds())));
        }
        require(run.exitCode() == 0, "The import ended with " + run.exitCode() + ": see " + FOLDER + ".");
        require(
                run.peakMegabytes() < MOST_MEGABYTES,
                "The import took " + run.peakMegabytes() + " MB of memory, and may take " + MOST_MEGABYTES + ".");
    }

    private void check(SampleExport.Expected expected, Path imported) throws IOException {
        JsonNode totals = Json.MAPPER.readTree(imported.resolve("totals.json").toFile());
        require(
                totals.path("accounts").asLong() == expected.accounts()
                        && totals.path("items").asLong() == expected.items(),
                "The import counted " + totals + ", and " + expected + " was made up.");
    }

    private void checkDelta(SampleExport.Expected expected) throws IOException {
        String line = "Items: %,d added, %,d changed, %,d removed"
                .formatted(expected.added(), expected.changed(), expected.removed());
        require(Files.readString(log("next")).contains(line), "The delta is not \"" + line + "\".");
    }

    private static boolean same(String one, String other) throws IOException {
        try (Stream<Path> found = Files.walk(FOLDER.resolve(one))) {
            for (Path file :
                    found.filter(each -> each.toString().endsWith(".gz")).toList()) {
                Path twin = FOLDER.resolve(other).resolve(FOLDER.resolve(one).relativize(file));
                if (!Files.exists(twin) || Files.mismatch(file, twin) >= 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private static long bytes(Path folder) throws IOException {
        long bytes = 0;
        try (Stream<Path> found = Files.list(folder)) {
            for (Path file : found.toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            complaints.add(otherwise);
        }
    }

    private boolean conclude() throws IOException {
        Json.write(FIGURES, figures);
        figures.forEach((name, figure) -> out.printf(Locale.ROOT, "  %-26s %s%n", name, figure));
        complaints.forEach(complaint -> out.println("WRONG: " + complaint));
        out.println(FIGURES + " has the figures; make rehearse IMPORT=" + FOLDER.resolve("import")
                + " rehearses with other users.");
        return complaints.isEmpty();
    }

    /**
     * One run of {@code ./sundown import} as a process, and what it took. It is started as that script starts it.
     *
     * @param exitCode nothing that a program ends with by itself where it was killed
     * @param peakBytes the most memory that it had, by what the system says; 0 where it says nothing
     */
    record ImportRun(int exitCode, Duration elapsed, Duration processor, long peakBytes) {
        private static final Path CLASSES = Path.of("target", "cli-classes");
        private static final long BETWEEN_LOOKS_MILLISECONDS = 50;
        private static final String PEAK = "VmHWM:";
        private static final int KIBIBYTE = 1 << 10;

        /**
         * Runs it to its end, or until it is killed.
         *
         * @param log where its output goes
         * @param kill true when it is to be killed now
         */
        static ImportRun of(List<String> arguments, Path log, BooleanSupplier kill)
                throws IOException, InterruptedException {
            Clock clock = Clock.systemUTC();
            Instant begin = clock.instant();
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "--enable-native-access=ALL-UNNAMED",
                    "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                    "-cp",
                    CLASSES + File.pathSeparator + System.getProperty("java.class.path"),
                    "sundown.cli.Sundown",
                    "import"));
            command.addAll(arguments);
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            long peak = 0;
            Duration processor = Duration.ZERO;
            try {
                while (!process.waitFor(BETWEEN_LOOKS_MILLISECONDS, TimeUnit.MILLISECONDS)) {
                    peak = Math.max(peak, peak(process.pid()));
                    processor = process.info().totalCpuDuration().orElse(processor);
                    if (kill.getAsBoolean()) {
                        process.destroyForcibly().waitFor();
                    }
                }
            } finally {
                process.destroyForcibly();
            }
            return new ImportRun(process.exitValue(), Duration.between(begin, clock.instant()), processor, peak);
        }

        /** Of a process that has just ended, nothing is known any more. */
        private static long peak(long process) {
            try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process), "status"))) {
                return lines.filter(line -> line.startsWith(PEAK))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * KIBIBYTE)
                        .findFirst()
                        .orElse(0);
            } catch (IOException | UncheckedIOException gone) {
                return 0;
            }
        }

        /** In seconds, with a tenth. */
        double seconds() {
            return Math.round(elapsed.toMillis() / 100.0) / 10.0;
        }

        long peakMegabytes() {
            return peakBytes / 1_000_000;
        }
    }
}
