package sundown.gallery;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of the gallery's items. */
public interface GalleryBytes {
    /**
     * Opens an item's bytes from an offset to their end. They are read from the network as the stream is read; nothing
     * is held.
     *
     * @param offset 0 for all; where the object is no longer than this, it is {@link Opened.Gone gone}
     */
    Opened open(ObjectKey key, long offset);

    /** What was found. */
    sealed interface Opened {
        /**
         * The bytes; the reader closes the stream, before its end if he likes.
         *
         * @param bytes how many there are from the offset on
         */
        record Found(InputStream stream, long bytes) implements Opened, AutoCloseable {
            @Override
            public void close() throws IOException {
                stream.close();
            }
        }

        /** There is no such object, or nothing of it at this offset. */
        record Gone() implements Opened {}
    }
}
