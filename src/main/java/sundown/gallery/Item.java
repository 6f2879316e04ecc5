package sundown.gallery;

import java.time.Instant;
import java.util.Optional;
import sundown.digest.Sha1;

/**
 * One photo or video of a user.
 *
 * @param name the file name as the user knows it; never logged
 * @param bytes the length, as the gallery recorded it
 * @param album its album; may be a private one
 * @param sha1 the digest of its bytes, if the gallery recorded it
 */
public record Item(
        ItemId id,
        ObjectKey key,
        String name,
        long bytes,
        Optional<String> album,
        Optional<Instant> takenAt,
        Optional<Sha1> sha1) {
    public Item {
        if (bytes < 0) {
            throw new IllegalArgumentException("an item cannot have fewer than 0 bytes");
        }
    }

    @Override
    public String toString() {
        return "Item[" + id + "]";
    }
}
