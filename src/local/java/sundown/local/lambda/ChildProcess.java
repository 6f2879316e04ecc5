package sundown.local.lambda;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * An operating-system process that cannot outlive this one. A shell starts a watcher and then becomes the program,
 * which keeps the process id. The watcher reads a pipe that only this process holds open: when this process is gone,
 * however it ended, the pipe ends, and the watcher kills the program. Needs a POSIX {@code sh}.
 */
final class ChildProcess {
    private static final String WATCHED = """
            exec 3<&0
            { read -r ended <&3 || kill -KILL $$; } >/dev/null 2>&1 &
            exec "$@" 3<&- </dev/null
            """;

    private final Process process;
    private final CompletableFuture<Integer> exit;

    private ChildProcess(Process process) {
        this.process = process;
        this.exit = process.onExit().thenApply(ended -> {
            dismissWatcher();
            return ended.exitValue();
        });
    }

    /**
     * Starts a program with exactly this environment.
     *
     * @param output gets each line of standard output and standard error
     */
    static ChildProcess start(List<String> command, Map<String, String> environment, Consumer<String> output) {
        List<String> watched = new ArrayList<>(List.of("/bin/sh", "-c", WATCHED, "sh"));
        watched.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(watched).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            Thread.ofPlatform().daemon().name("output of " + process.pid()).start(() -> drain(process, output));
            return new ChildProcess(process);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + command.getFirst(), e);
        }
    }

    private static void drain(Process process, Consumer<String> output) {
        try (BufferedReader lines = process.inputReader()) {
            lines.lines().forEach(output);
        } catch (IOException | UncheckedIOException e) {
            output.accept("The output of process " + process.pid() + " broke off: " + e.getMessage());
        }
    }

    /** A line on the pipe ends the watcher, since another program may have the process id by now. */
    private void dismissWatcher() {
        try (var pipe = process.outputWriter()) {
            pipe.newLine();
        } catch (IOException e) {
            // Nothing reads: the program ended before the shell could start the watcher.
        }
    }

    long id() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Completes with the exit code; 128 and the signal's number when a signal ended the program. */
    CompletableFuture<Integer> exit() {
        return exit;
    }

    /** Kills the program. What it wrote until then still reaches the output: {@link Process} would close the pipe. */
    void kill() {
        process.toHandle().destroyForcibly();
    }
}
