package sundown.gallery;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import sundown.account.UserId;

/** What a user's gallery holds. */
public interface GalleryIndex {
    /**
     * The next items in the order of their ids.
     *
     * @param after the last item of the page before, or nothing for the first page
     * @param limit at most so many; fewer mean that the gallery ends here
     */
    List<Item> page(UserId user, Optional<ItemId> after, int limit);

    /** Those of the items that the gallery still has, in the order of their ids; at most 100 are asked for. */
    List<Item> find(UserId user, Collection<ItemId> items);

    /** Counts the whole gallery. */
    Tally count(UserId user);
}
