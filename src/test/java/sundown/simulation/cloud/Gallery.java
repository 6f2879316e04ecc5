package sundown.simulation.cloud;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.gallery.Digests;
import sundown.gallery.GalleryObjects.ObjectVersion;
import sundown.gallery.InMemoryGalleryIndex;
import sundown.gallery.Item;
import sundown.gallery.Item.ItemId;
import sundown.gallery.ObjectKey;
import sundown.media.Choice.Selection;
import sundown.media.DatedFiles;
import sundown.media.MediaType;
import sundown.simulation.run.Calendar;
import sundown.simulation.run.Chance;
import sundown.transfer.TransferFunctions;

/** One user's gallery: what was in it at first, and what has been lost since. */
public final class Gallery {
    private static final long LARGE = 64L << 20;

    private final UserId owner;
    private final Labels labels;
    private final InMemoryGalleryIndex index;
    private final StoredGroup bucket;
    private final Map<ItemId, Item> items = new TreeMap<>();
    private final Map<ItemId, List<byte[]>> objects = new HashMap<>();
    private final Map<ObjectVersion, byte[]> versions = new HashMap<>();
    private final Map<String, ItemId> names = new HashMap<>();
    private final Set<ItemId> sound = new HashSet<>();
    private final Set<ItemId> gone = new HashSet<>();
    private final Set<ItemId> lost = new HashSet<>();
    private final Set<ItemId> replaced = new HashSet<>();

    Gallery(UserId owner, Labels labels, InMemoryGalleryIndex index, StoredGroup bucket) {
        this.owner = owner;
        this.labels = labels;
        this.index = index;
        this.bucket = bucket;
    }

    /** Adds an item that the library takes. */
    void putSound(Item item, byte[] object) {
        put(item, object);
        sound.add(item.id());
    }

    /** Adds an item with its bytes, whatever the item says of them. */
    void put(Item item, byte[] object) {
        putRow(item);
        store(item, object);
    }

    private void store(Item item, byte[] object) {
        bucket.put(item.key(), object);
        versions.put(new ObjectVersion(item.key(), Digests.etag(object)), object);
        objects.computeIfAbsent(item.id(), ignored -> new ArrayList<>()).add(object);
    }

    /** Adds an item without bytes: the gallery has lost them. */
    void putWithoutBytes(Item item) {
        putRow(item);
        lost.add(item.id());
    }

    /** Adds an item with an object that another user has, too. */
    void putShared(Item item, byte[] object) {
        putRow(item);
        versions.put(new ObjectVersion(item.key(), Digests.etag(object)), object);
        objects.computeIfAbsent(item.id(), ignored -> new ArrayList<>()).add(object);
        sound.add(item.id());
    }

    /** An item that nothing is wrong with, if there is one. */
    Optional<Item> anySound(Chance chance) {
        List<Item> all = sound.stream().sorted().map(items::get).toList();
        return all.isEmpty() ? Optional.empty() : Optional.of(chance.pick(all));
    }

    private void putRow(Item bare) {
        Item item = labels.on(bare);
        bucket.name(item.key(), owner);
        index.put(owner, item);
        items.put(item.id(), item);
        names.put(item.name(), item.id());
    }

    /** Those with objects that only their owner has. */
    private List<Item> own() {
        return items.values().stream()
                .filter(item -> !bucket.shared(item.key()))
                .toList();
    }

    /** Loses an item, or only its bytes. */
    public void lose(Chance chance) {
        if (own().isEmpty()) {
            return;
        }
        Item item = chance.pick(own());
        sound.remove(item.id());
        if (chance.oneIn(2)) {
            bucket.hide(item.key());
            lost.add(item.id());
        } else {
            index.remove(owner, item.id());
            bucket.forget(item.key(), owner);
            gone.add(item.id());
        }
    }

    /** True for a gallery that has lost each of its items but for those in the trash. */
    public boolean isEmpty() {
        return index.all(owner).stream().allMatch(item -> isDeleted(item.id()));
    }

    /** All that was in it at first. */
    public Set<ItemId> items() {
        return Set.copyOf(items.keySet());
    }

    /** True for an item in the trash. */
    public boolean isDeleted(ItemId item) {
        return items.get(item).marks().deletedAt().isPresent();
    }

    /** True for an item that its owner hides. */
    public boolean isPrivate(ItemId item) {
        return items.get(item).marks().isPrivate().isPresent();
    }

    /**
     * True for an item that may be in the library.
     *
     * @param movesPrivate what its owner has answered when asked about what is private
     * @param wishes the parts that its owner has chosen
     */
    public boolean moves(ItemId item, Optional<Boolean> movesPrivate, Collection<Selection> wishes) {
        return (!isPrivate(item) || movesPrivate.orElse(false))
                && wishes.stream().anyMatch(wish -> isIn(items.get(item), wish));
    }

    /** People here choose by album or kind, and may choose the trash, too. */
    private boolean isIn(Item item, Selection wish) {
        boolean film = item.name().endsWith(".mp4") || item.name().endsWith(".mov");
        return (!isDeleted(item.id()) || wish.trash().isPresent())
                && (wish.albums().isEmpty() || !Collections.disjoint(wish.albums(), item.albums()))
                && wish.kind()
                        .map(kind -> film == (kind == MediaType.Kind.VIDEO))
                        .orElse(true);
    }

    /** The albums of the library that an item belongs into, by their titles here. */
    public Set<String> albums(ItemId item) {
        Set<String> titles = new HashSet<>(items.get(item).albums());
        titles.remove(TransferFunctions.SYSTEM_ALBUM);
        return isPrivate(item) ? Set.of() : titles;
    }

    /** True for a gallery with files of which all bytes count. */
    public boolean hasRealFiles() {
        return items.values().stream().anyMatch(item -> item.takenAt().isPresent());
    }

    /** What the library or an archive may have of an item: all bytes that it had at some time, with its date. */
    public List<byte[]> takenOf(ItemId item) {
        return bytesOf(item).stream()
                .flatMap(file -> DatedFiles.taken(items.get(item), file, Calendar.ZONES).stream())
                .toList();
    }

    /** True for a file of an item that an archive has with a sidecar. */
    public boolean needsSidecar(ItemId item, byte[] file) {
        return items.get(item).takenAt().isPresent() && MediaType.of("", file).equals(Optional.of(MediaType.PNG));
    }

    /** Gives an item other bytes, as when its owner edits it elsewhere. */
    public void replace(Chance chance) {
        if (!own().isEmpty()) {
            Item item = chance.pick(own());
            sound.remove(item.id());
            replaced.add(item.id());
            store(item, chance.bytes(chance.between(1, 9)));
        }
    }

    /** True for an item that had no bytes at some time. */
    public boolean hasLost(ItemId item) {
        return lost.contains(item) || bucket.isPurged(owner);
    }

    /** True for an item that had other bytes at some time. */
    public boolean hasReplaced(ItemId item) {
        return replaced.contains(item);
    }

    /** The bytes of a version that an item had at some time. */
    public byte[] version(ObjectVersion object) {
        return versions.get(object);
    }

    /** True for bytes that some item had at some time. */
    public boolean everHeld(byte[] object) {
        return Stream.concat(
                        versions.values().stream(), items.keySet().stream().flatMap(item -> takenOf(item).stream()))
                .anyMatch(held -> Arrays.equals(held, object));
    }

    /** True when some of its items go in chunks. */
    public boolean hasLarge() {
        return items.values().stream().anyMatch(item -> item.bytes() > LARGE);
    }

    /** The items with rows that have been there all the time. */
    public Set<ItemId> kept() {
        if (bucket.isPurged(owner)) {
            return Set.of();
        }
        Set<ItemId> kept = new HashSet<>(items.keySet());
        kept.removeAll(gone);
        return kept;
    }

    /** True for an item that nothing is wrong with. */
    public boolean isSound(ItemId item) {
        return sound.contains(item) && !bucket.isPurged(owner);
    }

    /** All bytes that an item had at some time. */
    public List<byte[]> bytesOf(ItemId item) {
        return objects.getOrDefault(item, List.of());
    }

    /** The item with the row that names an object. */
    public ItemId itemAt(ObjectKey key) {
        return items.values().stream()
                .filter(item -> item.key().equals(key))
                .map(Item::id)
                .findAny()
                .orElseThrow();
    }

    /** The item with a name; an item that has gone is called by its id, with the ending of its type. */
    public ItemId named(String name) {
        return names.getOrDefault(name, new ItemId(name.substring(0, name.lastIndexOf('.'))));
    }
}
