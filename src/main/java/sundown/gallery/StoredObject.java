package sundown.gallery;

import java.time.Instant;

/**
 * An object as a listing shows it.
 *
 * @param bytes its true length, whatever the gallery recorded
 * @param modified when it was stored
 */
public record StoredObject(ObjectVersion version, long bytes, Instant modified) {
    public StoredObject {
        if (bytes < 0) {
            throw new IllegalArgumentException("an object cannot have fewer than 0 bytes");
        }
    }
}
