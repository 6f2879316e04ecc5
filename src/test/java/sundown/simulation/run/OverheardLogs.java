package sundown.simulation.run;

import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import sundown.edge.LogRecords;

/**
 * Keeps what functions log in simulated worlds off the console, and lets each world hear its own lines, until closed.
 */
public final class OverheardLogs extends Handler implements AutoCloseable {
    private static final ThreadLocal<Consumer<String>> LISTENER = new InheritableThreadLocal<>() {
        @Override
        protected Consumer<String> initialValue() {
            return line -> {};
        }
    };

    private final Logger functions = Logger.getLogger("sundown");
    private final Level usual = functions.getLevel();

    public OverheardLogs() {
        functions.setLevel(Level.INFO);
        functions.setUseParentHandlers(false);
        functions.addHandler(this);
    }

    /** From now on the lines of this thread are heard here. */
    public static void hearWith(Consumer<String> listener) {
        LISTENER.set(listener);
    }

    @Override
    public void publish(LogRecord logged) {
        LISTENER.get().accept(LogRecords.text(logged));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        functions.removeHandler(this);
        functions.setUseParentHandlers(true);
        functions.setLevel(usual);
        LISTENER.remove();
    }
}
