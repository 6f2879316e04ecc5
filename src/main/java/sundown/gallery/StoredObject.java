package sundown.gallery;

import java.time.Instant;

/**
 * An object in a listing.
 *
 * @param bytes its actual length, which may differ from the recorded one
 * @param modified when it was stored
 */
public record StoredObject(ObjectVersion version, long bytes, Instant modified) {
    public StoredObject {
        if (bytes < 0) {
            throw new IllegalArgumentException("an object cannot have fewer than 0 bytes");
        }
    }
}
