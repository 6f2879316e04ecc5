package sundown.gallery;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of the gallery's items. */
public interface GalleryBytes {
    /**
     * Opens an item's bytes from an offset to their end. Reading the stream reads from the network; nothing is
     * buffered.
     *
     * @param offset 0 for all bytes; an object that is no longer than this counts as {@link Opened.Gone gone}
     */
    Opened open(ObjectKey key, long offset);

    /** The answer to opening an item's bytes. */
    sealed interface Opened {
        /**
         * The bytes. The reader closes the stream, possibly before its end.
         *
         * @param bytes how many there are from the offset on
         */
        record Found(InputStream stream, long bytes) implements Opened, AutoCloseable {
            @Override
            public void close() throws IOException {
                stream.close();
            }
        }

        /** There is no such object, or it has no bytes at this offset. */
        record Gone() implements Opened {}
    }
}
