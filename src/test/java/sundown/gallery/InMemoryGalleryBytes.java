package sundown.gallery;

import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The bytes of items in memory. */
public final class InMemoryGalleryBytes implements GalleryBytes {
    private final Map<ObjectKey, byte[]> objects = new ConcurrentHashMap<>();

    /** Adds an object, or puts it in the place of the one with its key. */
    public void put(ObjectKey key, byte[] bytes) {
        objects.put(key, bytes.clone());
    }

    /** Takes an object out. */
    public void remove(ObjectKey key) {
        objects.remove(key);
    }

    @Override
    public Opened open(ObjectKey key, long offset) {
        byte[] object = objects.get(key);
        if (object == null || offset >= object.length) {
            return new Opened.Gone();
        }
        int left = (int) (object.length - offset);
        return new Opened.Found(new ByteArrayInputStream(object, (int) offset, left), left);
    }
}
