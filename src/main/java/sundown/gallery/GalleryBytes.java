package sundown.gallery;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of the gallery's items. */
public interface GalleryBytes {
    /**
     * Opens an item's bytes from an offset on. Reading the stream reads from the network; nothing is buffered.
     *
     * @param offset an object that is no longer than this counts as {@link Opened.Gone gone}
     * @param length how many bytes, at most; more than 0
     */
    Opened open(ObjectKey key, long offset, long length);

    /** Opens an item's bytes from an offset to their end. */
    default Opened open(ObjectKey key, long offset) {
        return open(key, offset, Long.MAX_VALUE);
    }

    /** Reads a few bytes of an item; fewer where it ends, none if it is gone. */
    default byte[] read(ObjectKey key, long offset, int length) throws IOException {
        return switch (open(key, offset, length)) {
            case Opened.Gone _ -> new byte[0];
            case Opened.Found found -> {
                try (found) {
                    yield found.stream().readNBytes(length);
                }
            }
        };
    }

    /** The answer to opening an item's bytes. */
    sealed interface Opened {
        /**
         * The bytes. The reader closes the stream, possibly before its end.
         *
         * @param bytes how many of them the stream has
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
