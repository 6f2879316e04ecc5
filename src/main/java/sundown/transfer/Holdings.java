package sundown.transfer;

import java.util.Map;
import sundown.gallery.Tally;

/**
 * What a gallery holds.
 *
 * @param all every item
 * @param albums how many albums; no more than {@link InventoryRules#MOST_ALBUMS} are counted
 * @param unsupported the items that the library does not take by their name and length, by reason
 */
public record Holdings(Tally all, int albums, Map<FailureReason, Tally> unsupported) {
    public Holdings {
        unsupported = Map.copyOf(unsupported);
        if (albums < 0) {
            throw new IllegalArgumentException("a gallery cannot have fewer than 0 albums");
        }
    }
}
