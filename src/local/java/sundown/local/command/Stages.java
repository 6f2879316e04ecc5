package sundown.local.command;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;

/** Prints what a command is doing, stage by stage, with the time that each stage took. */
public final class Stages {
    private static final int WIDTH = 44;

    private final PrintStream out;
    private final InstantSource clock;

    public Stages(PrintStream out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
    }

    public <T> T run(String name, Callable<T> stage) throws Exception {
        Instant start = clock.instant();
        out.printf("  %-" + WIDTH + "s", name);
        out.flush();
        T result = ended(stage);
        tellTime(start);
        return result;
    }

    /** A failure is told on a line of its own. */
    private <T> T ended(Callable<T> stage) throws Exception {
        try {
            return stage.call();
        } catch (Exception failed) {
            out.println();
            throw failed;
        }
    }

    /** Runs a stage that prints lines of its own: its name and its time come after them. */
    public <T> T runAloud(String name, Callable<T> stage) throws Exception {
        Instant start = clock.instant();
        T result = stage.call();
        out.printf("  %-" + WIDTH + "s", name);
        tellTime(start);
        return result;
    }

    public void runAloud(String name, Stage stage) throws Exception {
        runAloud(name, stage::result);
    }

    public void run(String name, Stage stage) throws Exception {
        run(name, stage::result);
    }

    @FunctionalInterface
    public interface Stage {
        void run() throws Exception;

        private Void result() throws Exception {
            run();
            return null;
        }
    }

    private void tellTime(Instant start) {
        double seconds = Duration.between(start, clock.instant()).toMillis() / 1000.0;
        out.printf("%6s s%n", Quantity.decimal(seconds, 1));
    }
}
