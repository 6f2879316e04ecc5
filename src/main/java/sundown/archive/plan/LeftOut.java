package sundown.archive.plan;

import java.util.Optional;
import sundown.gallery.Item;
import sundown.gallery.Item.ItemId;

/**
 * An item that an archive lacks, and why.
 *
 * @param name as the user knows it; never logged
 * @param album likewise
 */
public record LeftOut(ItemId item, String name, Optional<String> album, Reason reason) {
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
    }

    /** The item, left out for a reason. */
    public static LeftOut of(Item item, Reason reason) {
        return new LeftOut(item.id(), item.name(), item.album(), reason);
    }

    @Override
    public String toString() {
        return "LeftOut[" + item + ", " + reason + "]";
    }
}
