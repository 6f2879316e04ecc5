package sundown.archive.plan;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import sundown.gallery.GalleryObjects.StoredObject;
import sundown.gallery.Item;
import sundown.gallery.Item.ItemId;

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

    /** Whether the user hides it. */
    public boolean isPrivate() {
        return item.marks().isPrivate().isPresent();
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

    /**
     * An item that an archive lacks, and why.
     *
     * @param name as the user knows it; never logged
     * @param albums likewise
     */
    public record LeftOut(ItemId item, String name, Set<String> albums, Reason reason) {
        /** Why an item was left out; the names are stable, for apps. */
        public enum Reason {
            /** The gallery lists it, but its bytes are not there. */
            GONE("Its file is missing in our storage."),
            /** Its bytes were replaced between their listing and their reading. */
            CHANGED("Its file changed while the archive was built."),
            /** It is larger than an archive may hold. */
            TOO_LARGE("It is larger than an archive can hold."),
            /** Two attempts at its volume ended by time while it was read. */
            TOO_SLOW("Our storage was too slow to read it.");

            private final String sentence;

            Reason(String sentence) {
                this.sentence = sentence;
            }

            /** A sentence for the user. */
            public String sentence() {
                return sentence;
            }

            /** True if another archive may have the item. */
            public boolean passes() {
                return this == CHANGED || this == TOO_SLOW;
            }
        }

        /** The item, left out for a reason. */
        public static LeftOut of(Item item, Reason reason) {
            return new LeftOut(item.id(), item.name(), item.albums(), reason);
        }

        /** This item, as one of the examples in a row, which has no room for albums. */
        public LeftOut withoutAlbums() {
            return new LeftOut(item, name, Set.of(), reason);
        }

        @Override
        public String toString() {
            return "LeftOut[" + item + ", " + reason + "]";
        }
    }
}
