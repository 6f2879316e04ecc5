package sundown.bench.scale;

import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;

/** Counts the bytes of the lines that functions write to their logs. */
final class LoggedBytes extends Handler {
    /** What a line has beside its message: the time, the class, the function, the ids. Assumed. */
    private static final int AROUND_A_MESSAGE = 400;

    /** Java keeps no logger that nobody holds, nor its handlers. */
    private static final Logger FUNCTIONS = Logger.getLogger("sundown");

    private final AtomicLong bytes = new AtomicLong();
    private final Formatter messages = new PatternFormatter("%s");

    private LoggedBytes() {}

    /** Begins to count. */
    static LoggedBytes count() {
        LoggedBytes counting = new LoggedBytes();
        FUNCTIONS.addHandler(counting);
        return counting;
    }

    long bytes() {
        return bytes.get();
    }

    @Override
    public void publish(LogRecord line) {
        bytes.addAndGet(messages.format(line).length() + AROUND_A_MESSAGE);
    }

    @Override
    public void flush() {
        // Nothing is kept back.
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
