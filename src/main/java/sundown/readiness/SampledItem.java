package sundown.readiness;

import java.util.Optional;
import java.util.OptionalLong;
import sundown.digest.Sha1;
import sundown.gallery.Item;

/**
 * An item, and what lies under its key.
 *
 * @param inItsPlace whether the key is one of its owner's
 * @param found the length of the object; nothing where there is none
 * @param digest of the object, where the item has one to compare and its bytes were read
 */
public record SampledItem(Item item, boolean inItsPlace, OptionalLong found, Optional<Sha1> digest) {
    boolean missing() {
        return found.isEmpty();
    }

    boolean otherLength() {
        return found.isPresent() && found.getAsLong() != item.bytes();
    }

    boolean otherDigest() {
        return digest.isPresent() && !digest.equals(item.sha1());
    }
}
