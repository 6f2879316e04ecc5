package sundown.archive.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import sundown.archive.plan.PlanRules.ArchivePlan;
import sundown.archive.plan.PlanRules.Limits;
import sundown.contract.SampleItems;
import sundown.gallery.GalleryObjects.ETag;
import sundown.gallery.GalleryObjects.ObjectVersion;
import sundown.gallery.GalleryObjects.StoredObject;
import sundown.gallery.Item;
import sundown.gallery.Item.ItemId;
import sundown.gallery.Item.Marks;
import sundown.gallery.ObjectKey;

/** A gallery to be planned, and the listing of its objects. */
final class Gallery {
    static final Instant STORED = Instant.parse("2021-03-04T05:06:07Z");

    private static final Marks HIDDEN = new Marks(Optional.of(true), Optional.empty(), Optional.empty());
    private static final long ANY_ITEM = 1L << 40;
    private static final long RECORDED_BYTES = 77;

    final List<Item> items = new ArrayList<>();
    private final Map<ObjectKey, StoredObject> listing = new HashMap<>();

    /** An item in an album. */
    Gallery album(String album, String name, long bytes) {
        return add(Optional.of(album), name, bytes, Optional.empty());
    }

    /** An item in no album. */
    Gallery single(String name, long bytes) {
        return add(Optional.empty(), name, bytes, Optional.empty());
    }

    /** An item with all its fields. */
    Gallery add(Optional<String> album, String name, long bytes, Optional<Instant> takenAt) {
        return add(album.stream().collect(Collectors.toSet()), name, bytes, takenAt);
    }

    /** An item in several albums. */
    Gallery add(Set<String> albums, String name, long bytes, Optional<Instant> takenAt) {
        return store(addItem(albums, name, takenAt, Marks.NONE), "v1", bytes);
    }

    /** A private item. */
    Gallery hidden(String album, String name, long bytes) {
        return store(addItem(Set.of(album), name, Optional.empty(), HIDDEN), "v1", bytes);
    }

    /** An item without an object. */
    Gallery gone(Optional<String> album, String name) {
        addItem(album.stream().collect(Collectors.toSet()), name, Optional.empty(), Marks.NONE);
        return this;
    }

    /** An item that shares the object of the last one. */
    Gallery again(String name) {
        ObjectKey key = items.getLast().key();
        items.add(SampleItems.bare(nextId(), key, name, RECORDED_BYTES));
        return this;
    }

    private Gallery store(ObjectKey key, String version, long bytes) {
        listing.put(key, new StoredObject(new ObjectVersion(key, new ETag('"' + version + '"')), bytes, STORED));
        return this;
    }

    Item item(int index) {
        return items.get(index);
    }

    private Optional<StoredObject> listed(ObjectKey key) {
        return Optional.ofNullable(listing.get(key));
    }

    /** The items with their paths and objects. */
    List<ArchiveItem> archiveItems() {
        ArchivePaths paths = new ArchivePaths();
        return items.stream()
                .map(item -> new ArchiveItem(item, paths.of(item), listed(item.key())))
                .toList();
    }

    /** The items of a volume. */
    List<ArchiveItem> of(ArchivePlan.Bounds volume) {
        return archiveItems().stream()
                .filter(item -> item.item().id().compareTo(volume.first()) >= 0)
                .filter(item -> item.item().id().compareTo(volume.last()) <= 0)
                .filter(item -> item.isPrivate() == volume.isPrivate())
                .toList();
    }

    ArchivePlan plan(long volumeBytes) {
        return plan(new Limits(volumeBytes, ANY_ITEM, false, Optional.empty()));
    }

    ArchivePlan plan(Limits limits) {
        return PlanRules.plan(archiveItems().stream(), limits);
    }

    private ObjectKey addItem(Set<String> albums, String name, Optional<Instant> takenAt, Marks marks) {
        ItemId id = nextId();
        ObjectKey key = new ObjectKey("1/u1/" + id);
        items.add(new Item(
                id,
                key,
                name,
                RECORDED_BYTES,
                albums,
                takenAt,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                marks));
        return key;
    }

    private ItemId nextId() {
        return new ItemId("i%06d".formatted(items.size()));
    }
}
