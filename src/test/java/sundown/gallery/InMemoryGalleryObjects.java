package sundown.gallery;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** A live view of a gallery's objects in memory, with the MD5 digest as their entity tag, like S3. */
public final class InMemoryGalleryObjects implements GalleryObjects {
    private final InMemoryGalleryBytes gallery;
    private final Instant modified;
    private final AtomicLong opened = new AtomicLong();

    /**
     * Shows a gallery.
     *
     * @param modified when all of it was stored
     */
    public InMemoryGalleryObjects(InMemoryGalleryBytes gallery, Instant modified) {
        this.gallery = gallery;
        this.modified = modified;
    }

    @Override
    public Stream<StoredObject> list(String prefix, String first) {
        if (prefix.isEmpty()) {
            throw new IllegalArgumentException("a listing has a prefix");
        }
        return gallery.from(new ObjectKey(first)).entrySet().stream()
                .takeWhile(entry -> entry.getKey().value().startsWith(prefix))
                .map(entry -> stored(entry.getKey(), entry.getValue()));
    }

    @Override
    public Optional<StoredObject> find(ObjectKey key) {
        return gallery.find(key).map(bytes -> stored(key, bytes));
    }

    @Override
    public Section open(ObjectVersion object) {
        opened.incrementAndGet();
        return gallery.find(object.key()).map(bytes -> whole(object, bytes)).orElseGet(Section.Gone::new);
    }

    @Override
    public Section open(ObjectVersion object, long offset, long length) {
        if (length <= 0) {
            throw new IllegalArgumentException("a section has at least one byte");
        }
        opened.incrementAndGet();
        return gallery.find(object.key())
                .map(bytes -> section(object, bytes, offset, length))
                .orElseGet(Section.Gone::new);
    }

    /** How many times an object, or a section of one, was opened. */
    public long opened() {
        return opened.get();
    }

    private StoredObject stored(ObjectKey key, byte[] bytes) {
        return new StoredObject(new ObjectVersion(key, Digests.etag(bytes)), bytes.length, modified);
    }

    private static Section whole(ObjectVersion object, byte[] bytes) {
        return object.etag().equals(Digests.etag(bytes)) ? found(bytes, 0, bytes.length) : new Section.Changed();
    }

    private static Section section(ObjectVersion object, byte[] bytes, long offset, long length) {
        if (!object.etag().equals(Digests.etag(bytes))) {
            return new Section.Changed();
        }
        return offset < bytes.length ? found(bytes, offset, length) : new Section.Gone();
    }

    private static Section found(byte[] bytes, long offset, long length) {
        int count = (int) Math.min(length, bytes.length - offset);
        return new Section.Found(new ByteArrayInputStream(bytes, (int) offset, count), count);
    }
}
