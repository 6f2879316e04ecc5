package sundown.purge;

import java.util.Set;
import sundown.gallery.ObjectKey;

/**
 * The objects of a gallery that are a user's wherever they lie. All of it is in memory, some hundred bytes a key.
 *
 * @param keys that rows, claims, or a manifest name
 * @param shared those of them on which others may have claims
 */
public record Extent(Set<ObjectKey> keys, Set<ObjectKey> shared) {
    public Extent {
        keys = Set.copyOf(keys);
        shared = Set.copyOf(shared);
    }

    /** Marks an entry of an object on which others may have claims. */
    BucketEntry marked(BucketEntry entry) {
        return entry.ofSharing(entry.bucket() == PurgedBucket.GALLERY && shared.contains(entry.key()));
    }
}
