package sundown.gallery;

import java.io.ByteArrayInputStream;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The bytes of items in memory. */
public final class InMemoryGalleryBytes implements GalleryBytes {
    private final ConcurrentNavigableMap<ObjectKey, byte[]> objects =
            new ConcurrentSkipListMap<>(Comparator.comparing(ObjectKey::value));

    /** Adds or replaces an object. */
    public void put(ObjectKey key, byte[] bytes) {
        objects.put(key, bytes.clone());
    }

    public void remove(ObjectKey key) {
        objects.remove(key);
    }

    @Override
    public Opened open(ObjectKey key, long offset, long length) {
        byte[] object = objects.get(key);
        if (object == null || offset >= object.length) {
            return new Opened.Gone();
        }
        int left = (int) Math.min(length, object.length - offset);
        return new Opened.Found(new ByteArrayInputStream(object, (int) offset, left), left);
    }

    /** A live view of the objects from a key on, in the order of their keys. */
    ConcurrentNavigableMap<ObjectKey, byte[]> from(ObjectKey key) {
        return objects.tailMap(key);
    }

    /** The bytes of an object; read only. */
    Optional<byte[]> find(ObjectKey key) {
        return Optional.ofNullable(objects.get(key));
    }
}
