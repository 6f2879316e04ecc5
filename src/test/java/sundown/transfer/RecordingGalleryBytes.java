package sundown.transfer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sundown.gallery.GalleryBytes;
import sundown.gallery.InMemoryGalleryBytes;
import sundown.gallery.ObjectKey;

/** Records which objects are opened, and fails on request. Safe for use by several threads. */
final class RecordingGalleryBytes implements GalleryBytes {
    private final InMemoryGalleryBytes objects;
    private final List<ObjectKey> opened = new ArrayList<>();
    private final Map<ObjectKey, RuntimeException> failures = new HashMap<>();

    RecordingGalleryBytes(InMemoryGalleryBytes objects) {
        this.objects = objects;
    }

    synchronized List<ObjectKey> opened() {
        return List.copyOf(opened);
    }

    synchronized void fail(ObjectKey key, RuntimeException failure) {
        failures.put(key, failure);
    }

    @Override
    public synchronized Opened open(ObjectKey key, long offset) {
        opened.add(key);
        Optional.ofNullable(failures.get(key)).ifPresent(failure -> {
            throw failure;
        });
        return objects.open(key, offset);
    }
}
