package sundown.gallery;

import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import sundown.digest.Sha1;

/**
 * One photo or video of a user.
 *
 * @param name the file name as the user knows it; never logged
 * @param bytes the length, as the gallery recorded it
 * @param albums its albums
 * @param takenAtOffset the offset of the local time at which it was taken, if the gallery recorded it
 * @param sha1 the digest of its bytes, if the gallery recorded it
 * @param groupWith of the video of a live photo, which is a photo and a video: the photo that it belongs to
 * @param marks what sets it apart from the user's other items
 */
public record Item(
        ItemId id,
        ObjectKey key,
        String name,
        long bytes,
        Set<String> albums,
        Optional<Instant> takenAt,
        Optional<ZoneOffset> takenAtOffset,
        Optional<Sha1> sha1,
        Optional<ItemId> groupWith,
        Marks marks) {
    /** The year of an item of which nobody knows when it was taken. */
    public static final int NO_YEAR = 0;

    public Item {
        if (bytes < 0) {
            throw new IllegalArgumentException("an item cannot have fewer than 0 bytes");
        }
        albums = Collections.unmodifiableSet(new TreeSet<>(albums));
    }

    /** The album in whose folder an archive has the item: the first one in the order of their names. */
    public Optional<String> album() {
        return albums.stream().findFirst();
    }

    /** The year in which it was taken, by the local time if the gallery has its offset; otherwise {@link #NO_YEAR}. */
    public int year() {
        return takenAt.map(
                        at -> at.atOffset(takenAtOffset.orElse(ZoneOffset.UTC)).getYear())
                .orElse(NO_YEAR);
    }

    /**
     * What sets an item apart.
     *
     * @param isPrivate true if the user hides it in their private album; otherwise empty
     * @param deletedAt when the user put it into the trash
     * @param sharedBy the name of the user who shared it with this one; never logged
     */
    @RegisterForReflection
    public record Marks(Optional<Boolean> isPrivate, Optional<Instant> deletedAt, Optional<String> sharedBy) {
        /** Nothing sets it apart. */
        public static final Marks NONE = new Marks(Optional.empty(), Optional.empty(), Optional.empty());

        public Marks {
            isPrivate = isPrivate.filter(Boolean::booleanValue);
        }

        @Override
        public String toString() {
            return "Marks[***]";
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
