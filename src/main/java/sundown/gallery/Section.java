package sundown.gallery;

import java.io.IOException;
import java.io.InputStream;

/** What was found when a section of an object was opened. */
public sealed interface Section {
    /**
     * Its bytes, read from the network as the stream is read; the reader closes it.
     *
     * @param bytes how many there are
     */
    record Found(InputStream stream, long bytes) implements Section, AutoCloseable {
        @Override
        public void close() throws IOException {
            stream.close();
        }
    }

    /** The object has other bytes now. */
    record Changed() implements Section {}

    /** There is no such object, or nothing of it in this section. */
    record Gone() implements Section {}
}
