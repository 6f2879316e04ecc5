package sundown.gallery;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.edge.EventuallyConsistent;
import sundown.gallery.Item.ItemId;

/** The items of users' galleries. */
public interface GalleryIndex {
    /**
     * The next items in the order of their ids.
     *
     * @param after the last item of the previous page; nothing for the first page
     * @param limit the most items to return; fewer mean that the gallery ends here
     */
    @EventuallyConsistent
    List<Item> page(UserId user, Optional<ItemId> after, int limit);

    /** All pages of a gallery; each is read when the stream comes to it. */
    static Stream<List<Item>> pages(GalleryIndex index, UserId user, int limit) {
        return Stream.iterate(
                index.page(user, Optional.empty(), limit),
                page -> !page.isEmpty(),
                page -> page.size() < limit
                        ? List.of()
                        : index.page(user, Optional.of(page.getLast().id()), limit));
    }

    /** Finds the items that the gallery still has, in the order of their ids. Takes at most 100 ids. */
    @EventuallyConsistent
    List<Item> find(UserId user, Collection<ItemId> items);

    /** Counts the items of a gallery. */
    @EventuallyConsistent
    Tally count(UserId user);
}
