package sundown.gallery;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import sundown.account.UserId;

/** Galleries in memory. */
public final class InMemoryGalleryIndex implements GalleryIndex {
    private static final int MOST_KEYS = 100;

    private final Map<UserId, NavigableMap<ItemId, Item>> galleries = new ConcurrentHashMap<>();

    /** Adds or replaces an item. */
    public void put(UserId user, Item item) {
        galleries
                .computeIfAbsent(user, ignored -> new ConcurrentSkipListMap<>())
                .put(item.id(), item);
    }

    public void remove(UserId user, ItemId item) {
        gallery(user).remove(item);
    }

    @Override
    public List<Item> page(UserId user, Optional<ItemId> after, int limit) {
        NavigableMap<ItemId, Item> gallery = gallery(user);
        return after.map(item -> gallery.tailMap(item, false)).orElse(gallery).values().stream()
                .limit(limit)
                .toList();
    }

    @Override
    public List<Item> find(UserId user, Collection<ItemId> items) {
        if (items.size() > MOST_KEYS) {
            throw new IllegalArgumentException("at most " + MOST_KEYS + " items can be asked for");
        }
        NavigableMap<ItemId, Item> gallery = gallery(user);
        return items.stream()
                .distinct()
                .sorted()
                .map(gallery::get)
                .filter(Objects::nonNull)
                .toList();
    }

    @Override
    public Tally count(UserId user) {
        return gallery(user).values().stream()
                .map(item -> Tally.one(item.bytes()))
                .reduce(Tally.NONE, Tally::plus);
    }

    private NavigableMap<ItemId, Item> gallery(UserId user) {
        return galleries.getOrDefault(user, new ConcurrentSkipListMap<>());
    }
}
