package sundown.gallery;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import sundown.account.UserId;
import sundown.edge.Lag;
import sundown.edge.LaggingRows;
import sundown.gallery.Item.ItemId;

/** Galleries in memory. */
public final class InMemoryGalleryIndex implements GalleryIndex {
    private static final int MOST_KEYS = 100;

    private final Map<UserId, LaggingRows<ItemId, Item>> galleries = new HashMap<>();
    private final Lag lag;
    private Runnable beforePage = () -> {};

    public InMemoryGalleryIndex() {
        this(Lag.NONE);
    }

    /** With eventually consistent reads that lag. */
    public InMemoryGalleryIndex(Lag lag) {
        this.lag = lag;
    }

    /** Adds or replaces an item. */
    public synchronized void put(UserId user, Item item) {
        gallery(user).put(item.id(), item);
    }

    public synchronized void remove(UserId user, ItemId item) {
        gallery(user).remove(item);
    }

    /** Runs an action just before each page is read. */
    public synchronized void beforePage(Runnable action) {
        beforePage = action;
    }

    /** The items that a gallery has now. */
    public synchronized List<Item> all(UserId user) {
        return List.copyOf(gallery(user).all());
    }

    @Override
    public synchronized List<Item> page(UserId user, Optional<ItemId> after, int limit) {
        beforePage.run();
        NavigableMap<ItemId, Item> gallery = gallery(user).shown();
        return after.map(item -> gallery.tailMap(item, false)).orElse(gallery).values().stream()
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<Item> find(UserId user, Collection<ItemId> items) {
        if (items.size() > MOST_KEYS) {
            throw new IllegalArgumentException("at most " + MOST_KEYS + " items can be asked for");
        }
        NavigableMap<ItemId, Item> gallery = gallery(user).shown();
        return items.stream()
                .distinct()
                .sorted()
                .map(gallery::get)
                .filter(Objects::nonNull)
                .toList();
    }

    @Override
    public synchronized Tally count(UserId user) {
        return gallery(user).shown().values().stream()
                .map(item -> Tally.one(item.bytes()))
                .reduce(Tally.NONE, Tally::plus);
    }

    private LaggingRows<ItemId, Item> gallery(UserId user) {
        return galleries.computeIfAbsent(user, ignored -> new LaggingRows<>(Comparator.naturalOrder(), lag));
    }
}
