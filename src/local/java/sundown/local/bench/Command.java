package sundown.local.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A program with its arguments. */
record Command(List<String> words) {
    /** The shell tells the processor time last, after what the program complains of. */
    private static final Command TIMED =
            of("bash", "-c", "TIMEFORMAT='%3U %3S'; { time \"$@\" >/dev/null; } 2>&1", "bash");

    private static final Pattern SPACE = Pattern.compile(" ");

    static Command of(String... words) {
        return new Command(List.of(words));
    }

    /** A main class on a Java of its own, with the classes and the Java of this process. */
    static Command java(Class<?> main) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return of(java, "-cp", System.getProperty("java.class.path"), main.getName());
    }

    Command with(String... more) {
        return of(Stream.concat(words.stream(), Stream.of(more)).toArray(String[]::new));
    }

    /**
     * Runs it, and tells the processor time that it and its children took with all their threads, of the user and the
     * system, to the millisecond.
     *
     * @throws IOException when its exit code is not 0
     */
    Duration time() throws IOException, InterruptedException {
        List<String> output = TIMED.with(words.toArray(String[]::new)).output();
        return SPACE.splitAsStream(output.getLast())
                .map(seconds -> Duration.parse("PT" + seconds + "S"))
                .reduce(Duration.ZERO, Duration::plus);
    }

    List<String> output() throws IOException, InterruptedException {
        Process process = start(Redirect.DISCARD);
        process.getOutputStream().close();
        try {
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException(words + " ended with " + process.exitValue() + ": " + output);
            }
            return output.lines().toList();
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }

    /** Starts it, its complaints going where they should. */
    Process start(Redirect complaints) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words).redirectError(complaints);
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder.start();
    }
}
