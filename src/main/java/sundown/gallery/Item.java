package sundown.gallery;

import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;
import sundown.digest.Sha1;

/**
 * One photo or video of a user.
 *
 * @param name the file name as the user knows it; never logged
 * @param bytes the length, as the gallery recorded it
 * @param album its album; may be a private one
 * @param takenAtOffset the offset of the local time at which it was taken, if the gallery recorded it
 * @param sha1 the digest of its bytes, if the gallery recorded it
 * @param groupWith of the video of a live photo, which is a photo and a video: the photo that it belongs to
 */
public record Item(
        ItemId id,
        ObjectKey key,
        String name,
        long bytes,
        Optional<String> album,
        Optional<Instant> takenAt,
        Optional<ZoneOffset> takenAtOffset,
        Optional<Sha1> sha1,
        Optional<ItemId> groupWith) {
    public Item {
        if (bytes < 0) {
            throw new IllegalArgumentException("an item cannot have fewer than 0 bytes");
        }
    }

    @Override
    public String toString() {
        return "Item[" + id + "]";
    }

    /**
     * The id of an item in a user's gallery.
     *
     * @param value 1 to 128 of letters, digits, {@code -}, {@code _} and {@code .}; their order is the order of the
     *     gallery
     */
    @RegisterForReflection
    public record ItemId(@JsonValue String value) implements Comparable<ItemId> {
        private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,128}");

        public ItemId {
            if (!FORM.matcher(value).matches()) {
                throw new IllegalArgumentException("not an item id");
            }
        }

        @Override
        public int compareTo(ItemId other) {
            return value.compareTo(other.value);
        }

        @Override
        public String toString() {
            return value;
        }
    }
}
