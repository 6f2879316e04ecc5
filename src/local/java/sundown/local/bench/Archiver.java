package sundown.local.bench;

import java.io.IOException;
import java.nio.file.Path;

/** A contestant that writes archives. */
interface Archiver extends Contestant, AutoCloseable {
    /** How much it archives. */
    long bytes();

    /** Writes what it writes in its turns into a file, so that it can be checked; a JVM is warm after it. */
    void write(Path archive) throws IOException, InterruptedException;

    @Override
    void close() throws IOException, InterruptedException;
}
