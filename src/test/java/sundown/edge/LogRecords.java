package sundown.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jboss.logging.MDC;

/**
 * Listens to a logger until it is closed. It hears only the thread that opened it, and threads which that one starts,
 * as other tests may use the same class at the same time.
 */
public final class LogRecords extends Handler implements AutoCloseable {
    private static final ThreadLocal<LogRecords> LISTENER = new InheritableThreadLocal<>();

    private final List<String> lines = new ArrayList<>();
    private final List<String> correlations = new ArrayList<>();
    private final Logger logger;

    private LogRecords(Logger logger) {
        this.logger = logger;
    }

    /** Listens to the logger of a class. */
    public static LogRecords of(Class<?> source) {
        LogRecords records = new LogRecords(Logger.getLogger(source.getName()));
        records.logger.addHandler(records);
        LISTENER.set(records);
        return records;
    }

    @Override
    public synchronized void publish(LogRecord logged) {
        if (LISTENER.get() == this) {
            lines.add(logged.getLevel() + " " + text(logged));
            correlations.add(String.valueOf(MDC.get("correlationId")));
        }
    }

    /** Everything that a line shows but its level, including causes. */
    public static String text(LogRecord logged) {
        StringBuilder text = new StringBuilder(formatted(logged));
        Stream.iterate(logged.getThrown(), thrown -> thrown != null, Throwable::getCause)
                .forEach(thrown -> text.append(" | ").append(thrown));
        return text.toString();
    }

    private static String formatted(LogRecord logged) {
        return logged.getParameters() == null
                ? logged.getMessage()
                : String.format(logged.getMessage(), logged.getParameters());
    }

    /** The logged lines. */
    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /** The correlation ids of the logged lines. */
    public synchronized List<String> correlations() {
        return List.copyOf(correlations);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
        LISTENER.remove();
    }
}
