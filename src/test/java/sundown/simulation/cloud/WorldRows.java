package sundown.simulation.cloud;

import java.util.List;
import sundown.account.UserId;
import sundown.archive.InMemoryArchiveStore;
import sundown.gallery.InMemoryGalleryIndex;
import sundown.gallery.Item;
import sundown.purge.UserRows;
import sundown.transfer.InMemoryInventoryStore;
import sundown.transfer.InMemoryTransferStore;

/** The rows of a world's users, where they are: their items, inventories, transfers and archives. */
public record WorldRows(
        InMemoryGalleryIndex items,
        InMemoryInventoryStore inventories,
        InMemoryTransferStore transfers,
        InMemoryArchiveStore archives,
        StoredGroup stored)
        implements UserRows {
    /** No user of a world has so many that they do not go at once. */
    @Override
    public long remove(UserId user) {
        stored.purge(user);
        List<Item> gallery = items.all(user);
        gallery.forEach(item -> items.remove(user, item.id()));
        long others = others(user);
        inventories.remove(user);
        transfers.remove(user);
        archives.remove(user);
        return gallery.size() + others;
    }

    private long others(UserId user) {
        return (inventories.find(user).isPresent() ? 1L : 0L)
                + (transfers.find(user).isPresent() ? 1L : 0L)
                + (archives.find(user).isPresent() ? 1L : 0L);
    }

    @Override
    public boolean any(UserId user) {
        return !items.all(user).isEmpty() || others(user) > 0;
    }
}
