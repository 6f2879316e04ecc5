package sundown.cli.adopt;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** Shows how far an import is: on a terminal in one line that it redraws, in a log in a new line every few seconds. */
final class Meter {
    private static final Duration BETWEEN_LOG_LINES = Duration.ofSeconds(5);
    private static final int BAR_LENGTH = 24;
    private static final String CLEAR_TO_END_OF_LINE = "\033[K";

    private final PrintWriter out;
    private final boolean terminal;
    private final Clock clock;
    private final long bytes;
    private Instant begun;
    private Instant lastLine = Instant.MIN;
    private long read;
    private long counted;

    /** @param bytes of all files */
    Meter(PrintWriter out, boolean terminal, Clock clock, long bytes) {
        this.out = out;
        this.terminal = terminal;
        this.clock = clock;
        this.bytes = bytes;
        this.begun = clock.instant();
    }

    /** So many bytes more were read, or had been. */
    synchronized void read(long more) {
        read += more;
    }

    /** So many rows more were checked. */
    synchronized void checked(long more) {
        counted += more;
        show("Check", "rows", read, bytes);
    }

    /** So many rows more were written; all of them are done when done is the total. */
    synchronized void written(long more, long done, long total) {
        counted += more;
        show("Write", "rows", done, total);
    }

    /** Takes how many rows more of so many are written. */
    LongConsumer writing(long total) {
        AtomicLong done = new AtomicLong();
        return more -> written(more, done.addAndGet(more), total);
    }

    /** One file more of so many is uploaded. */
    synchronized void uploaded(long total) {
        counted++;
        show("Upload", "files", counted, total);
    }

    private void show(String verb, String what, long done, long total) {
        Instant now = clock.instant();
        if (!terminal && now.isBefore(lastLine.plus(BETWEEN_LOG_LINES))) {
            return;
        }
        lastLine = now;
        long percent = total == 0 ? 100 : Math.min(100, done * 100 / total);
        int filled = (int) (percent * BAR_LENGTH / 100);
        long milliseconds = Math.max(1, Duration.between(begun, now).toMillis());
        String line = String.format(
                Locale.ROOT,
                "%s [%s%s] %3d %% %,d %s, %,d a second",
                verb,
                "#".repeat(filled),
                ".".repeat(BAR_LENGTH - filled),
                percent,
                counted,
                what,
                counted * 1_000 / milliseconds);
        if (terminal) {
            out.print("\r" + line + CLEAR_TO_END_OF_LINE);
            out.flush();
        } else {
            out.println(line);
        }
    }

    /** Ends the line, so that what is printed next begins on a new one; what is shown next counts again. */
    void end() {
        begun = clock.instant();
        counted = 0;
        if (terminal) {
            out.println();
        }
    }
}
