package sundown.local.adopt;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

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

    /** In millions of bytes. */
    long peakMegabytes() {
        return peakBytes / 1_000_000;
    }
}
