package sundown.local.demo.app;

import java.io.Console;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Shows progress: on a terminal in one line that it redraws, in a log in a new line every few seconds. */
public final class ProgressLine {
    private static final Duration BETWEEN_LOG_LINES = Duration.ofSeconds(5);
    private static final int BAR_LENGTH = 24;
    private static final String CLEAR_TO_END_OF_LINE = "\033[K";

    private final PrintStream out;
    private final boolean terminal;
    private final Clock clock;
    private Instant lastLine = Instant.MIN;

    ProgressLine(PrintStream out, boolean terminal, Clock clock) {
        this.out = out;
        this.terminal = terminal;
        this.clock = clock;
    }

    /** Makes a line for this process's output, which is a file or a pipe where there is no console. */
    public static ProgressLine onConsole(PrintStream out, Clock clock) {
        boolean terminal =
                Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
        return new ProgressLine(out, terminal, clock);
    }

    public void show(String line, boolean last) {
        Instant now = clock.instant();
        if (terminal) {
            out.print("\r" + line + CLEAR_TO_END_OF_LINE);
            out.flush();
        } else if (!now.isBefore(lastLine.plus(BETWEEN_LOG_LINES)) || last) {
            out.println(line);
            lastLine = now;
        }
    }

    /** Ends the line, so that what is printed next begins on a new one. */
    public void end() {
        if (terminal) {
            out.println();
        }
    }

    /** Draws a bar for a percentage, followed by the number. */
    public static String bar(long percent) {
        int filled = (int) (percent * BAR_LENGTH / 100);
        return "[%s%s] %3d %%".formatted("#".repeat(filled), ".".repeat(BAR_LENGTH - filled), percent);
    }
}
