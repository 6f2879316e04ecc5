package sundown.simulation;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps the functions from logging what goes wrong in simulated worlds, until it is closed. */
final class QuietLogs implements AutoCloseable {
    private final Logger functions = Logger.getLogger("sundown");
    private final Level usual = functions.getLevel();

    QuietLogs() {
        functions.setLevel(Level.OFF);
    }

    @Override
    public void close() {
        functions.setLevel(usual);
    }
}
