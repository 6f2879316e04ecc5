package sundown.local.demo;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.StringJoiner;
import sundown.local.demo.TransferStatus.Tally;

/**
 * Shows a transfer's progress: on a terminal one line that is drawn again and again, in a log a new line every few
 * seconds.
 */
final class ProgressDisplay {
    private static final Duration BETWEEN_LOG_LINES = Duration.ofSeconds(5);
    private static final int BAR_LENGTH = 24;
    private static final String CLEAR_TO_END_OF_LINE = "\033[K";

    private final PrintStream out;
    private final boolean terminal;
    private final Clock clock;
    private Instant lastLine = Instant.MIN;

    ProgressDisplay(PrintStream out, boolean terminal, Clock clock) {
        this.out = out;
        this.terminal = terminal;
        this.clock = clock;
    }

    /** Shows where the transfer stands now. */
    void show(TransferStatus status) {
        Instant now = clock.instant();
        if (terminal) {
            out.print("\r" + line(status, now) + CLEAR_TO_END_OF_LINE);
            out.flush();
        } else if (!now.isBefore(lastLine.plus(BETWEEN_LOG_LINES)) || !status.atWork()) {
            out.println(line(status, now));
            lastLine = now;
        }
    }

    /** Leaves the last state standing; what is printed next begins on a new line. */
    void end() {
        if (terminal) {
            out.println();
        }
    }

    private static String line(TransferStatus status, Instant now) {
        Tally total = status.counts().total();
        Tally settled = status.counts().settled();
        long failed = status.counts().failed().items();
        long percent = total.items() == 0 ? 100 : settled.items() * 100 / total.items();
        StringJoiner line = new StringJoiner(", ");
        line.add("[%s] %3d %%  %d of %d items".formatted(bar(percent), percent, settled.items(), total.items()));
        line.add(Quantity.bytes(settled.bytes()) + " of " + Quantity.bytes(total.bytes()));
        if (failed > 0) {
            line.add(failed + " failed");
        }
        status.bytesPerSecond().ifPresent(rate -> line.add(Quantity.bytes(rate) + "/s"));
        status.estimatedEnd()
                .filter(now::isBefore)
                .ifPresent(end -> line.add(Quantity.duration(Duration.between(now, end)) + " left"));
        if (status.waits()) {
            line.add("waits: " + status.message());
        }
        return line.toString();
    }

    private static String bar(long percent) {
        int filled = (int) (percent * BAR_LENGTH / 100);
        return "#".repeat(filled) + ".".repeat(BAR_LENGTH - filled);
    }
}
