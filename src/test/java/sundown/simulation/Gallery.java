package sundown.simulation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import sundown.account.UserId;
import sundown.gallery.InMemoryGalleryBytes;
import sundown.gallery.InMemoryGalleryIndex;
import sundown.gallery.Item;
import sundown.gallery.ItemId;

/** One user's gallery: what was in it at first, and what has been lost since. */
final class Gallery {
    private static final long LARGE = 64L << 20;

    private final UserId owner;
    private final InMemoryGalleryIndex index;
    private final InMemoryGalleryBytes bytes;
    private final Map<ItemId, Item> items = new TreeMap<>();
    private final Map<ItemId, byte[]> objects = new HashMap<>();
    private final Map<String, ItemId> names = new HashMap<>();
    private final Set<ItemId> sound = new HashSet<>();
    private final Set<ItemId> gone = new HashSet<>();

    Gallery(UserId owner, InMemoryGalleryIndex index, InMemoryGalleryBytes bytes) {
        this.owner = owner;
        this.index = index;
        this.bytes = bytes;
    }

    /** Adds an item that the library takes. */
    void putSound(Item item, byte[] object) {
        put(item, object);
        sound.add(item.id());
    }

    /** Adds an item with its bytes, whatever the item says of them. */
    void put(Item item, byte[] object) {
        putWithoutBytes(item);
        bytes.put(item.key(), object);
        objects.put(item.id(), object);
    }

    /** Adds an item of which the gallery has lost the bytes. */
    void putWithoutBytes(Item item) {
        index.put(owner, item);
        items.put(item.id(), item);
        names.put(item.name(), item.id());
    }

    /** Loses an item, or only its bytes. */
    void lose(Chance chance) {
        if (items.isEmpty()) {
            return;
        }
        Item item = chance.pick(List.copyOf(items.values()));
        sound.remove(item.id());
        if (chance.oneIn(2)) {
            bytes.remove(item.key());
        } else {
            index.remove(owner, item.id());
            gone.add(item.id());
        }
    }

    int size() {
        return items.size();
    }

    /** True when some of its items go in chunks. */
    boolean hasLarge() {
        return items.values().stream().anyMatch(item -> item.bytes() > LARGE);
    }

    /** The items whose rows have been there all the time. */
    Set<ItemId> kept() {
        Set<ItemId> kept = new HashSet<>(items.keySet());
        kept.removeAll(gone);
        return kept;
    }

    /** True for an item that nothing is wrong with. */
    boolean isSound(ItemId item) {
        return sound.contains(item);
    }

    /** The bytes of an item as they were when it had any. */
    byte[] bytesOf(ItemId item) {
        return objects.get(item);
    }

    /** The item with a name; an item that has gone is called by its id. */
    ItemId named(String name) {
        return names.getOrDefault(name, new ItemId(name));
    }
}
