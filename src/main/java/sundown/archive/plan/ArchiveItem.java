package sundown.archive.plan;

import java.time.Instant;
import java.util.Optional;
import sundown.gallery.GalleryObjects.StoredObject;
import sundown.gallery.Item;

/**
 * An item of a gallery as an archive takes it.
 *
 * @param path its path in the archive; never logged
 * @param object the object that the storage has for it
 */
public record ArchiveItem(Item item, String path, Optional<StoredObject> object) {
    /**
     * The reason for which it is left out before it is read.
     *
     * @param itemBytes the largest item that an archive takes
     */
    public Optional<LeftOut.Reason> obstacle(long itemBytes) {
        if (object.isEmpty()) {
            return Optional.of(LeftOut.Reason.GONE);
        }
        return object.get().bytes() > itemBytes ? Optional.of(LeftOut.Reason.TOO_LARGE) : Optional.empty();
    }

    /** The length of its object; 0 if there is none. */
    public long bytes() {
        return object.map(StoredObject::bytes).orElse(0L);
    }

    /** The time that its file has in the archive. */
    public Instant modified() {
        return item.takenAt().orElseGet(() -> object.orElseThrow().modified());
    }

    @Override
    public String toString() {
        return "ArchiveItem[" + item.id() + "]";
    }
}
