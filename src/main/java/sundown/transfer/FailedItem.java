package sundown.transfer;

import java.time.Instant;
import sundown.gallery.ItemId;

/**
 * An item that the library did not take, as shown to the user.
 *
 * @param name the file name as the user knows it; never logged
 * @param at when it was refused
 */
public record FailedItem(ItemId item, String name, long bytes, FailureReason reason, Instant at) {
    @Override
    public String toString() {
        return "FailedItem[" + item + ", " + reason + "]";
    }
}
