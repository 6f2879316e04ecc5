package sundown.transfer;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import sundown.gallery.GalleryBytes;
import sundown.gallery.ObjectKey;

/** Objects of any length that contain zeros and take no memory. Records what is opened. */
final class LargeGalleryBytes implements GalleryBytes {
    private final Map<ObjectKey, Long> objects = new ConcurrentHashMap<>();
    private final List<Long> opened = new ArrayList<>();

    void put(ObjectKey key, long bytes) {
        objects.put(key, bytes);
    }

    synchronized List<Long> opened() {
        return List.copyOf(opened);
    }

    @Override
    public synchronized Opened open(ObjectKey key, long offset) {
        opened.add(offset);
        return Optional.ofNullable(objects.get(key))
                .filter(bytes -> offset < bytes)
                .<Opened>map(bytes -> new Opened.Found(new Zeroes(), bytes - offset))
                .orElseGet(Opened.Gone::new);
    }

    private static final class Zeroes extends InputStream {
        @Override
        public int read() {
            return 0;
        }
    }
}
