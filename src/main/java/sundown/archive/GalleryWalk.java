package sundown.archive;

import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.archive.Archive.Chosen;
import sundown.archive.plan.ArchiveItem;
import sundown.archive.plan.ArchivePaths;
import sundown.gallery.GalleryObjects;
import sundown.gallery.GalleryObjects.StoredObject;
import sundown.gallery.Item;
import sundown.gallery.ObjectKey;
import sundown.media.Choice.Standing;
import sundown.sweep.SeveralAtOnce;

/**
 * Walks through the part of a user's gallery that they chose, in the order of its items. Each walk begins at the first
 * item, because the paths of the items before decide on numbers in the paths of those that follow. If an item leaves
 * the gallery between the walks for two volumes, both may have the same path.
 */
@Singleton
record GalleryWalk(ChosenItems chosenItems, GalleryObjects objects, SeveralAtOnce several) {
    private static final int PAGE = 1_000;

    /** S3 takes 20 to 30 ms for an object, and 5,500 requests a second for a prefix. */
    private static final int FINDS_AT_ONCE = 32;

    /**
     * All items that are chosen. A page is read, and its objects are looked up, when the stream comes to it.
     *
     * @param others takes the items that are in no part that the user chose
     */
    Stream<ArchiveItem> all(UserId user, Chosen chosen, Consumer<Item> others) {
        ArchivePaths paths = new ArchivePaths();
        Lookup lookup = new Lookup(user);
        return chosenItems.pages(user, chosen, PAGE).flatMap(page -> {
            Map<Standing, List<Item>> by = page.stream().collect(Collectors.groupingBy(chosen::standing));
            by.getOrDefault(Standing.NOT_CHOSEN, List.of()).forEach(others);
            List<Item> taken = by.getOrDefault(Standing.TAKEN, List.of());
            lookup.findAll(taken.stream().map(Item::key).toList());
            return taken.stream().map(item -> new ArchiveItem(item, paths.of(item), lookup.find(item.key())));
        });
    }

    /** The items of a volume, private ones or others. */
    List<ArchiveItem> of(Volume volume, Chosen chosen) {
        ArchivePaths paths = new ArchivePaths();
        List<ArchiveItem> section = chosenItems
                .pages(volume.user(), chosen, PAGE)
                .flatMap(List::stream)
                .takeWhile(item -> item.id().compareTo(volume.last()) <= 0)
                .filter(chosen::takes)
                .map(item -> new ArchiveItem(item, paths.of(item), Optional.empty()))
                .filter(item -> item.item().id().compareTo(volume.first()) >= 0)
                .filter(item -> item.isPrivate() == volume.isPrivate())
                .toList();
        Lookup lookup = new Lookup(volume.user());
        lookup.findOnly(section.stream().map(item -> item.item().key()).toList());
        return section.stream()
                .map(item -> new ArchiveItem(
                        item.item(), item.path(), lookup.find(item.item().key())))
                .toList();
    }

    /**
     * The objects that the storage really has. It lists the folders of the user, with a request for a thousand objects,
     * and asks for each object that lies elsewhere, where millions of others' may lie beside it.
     */
    private final class Lookup {
        private final UserId user;
        private final Set<String> folders = new HashSet<>();
        private final Map<ObjectKey, StoredObject> found = new HashMap<>();

        Lookup(UserId user) {
            this.user = user;
        }

        Optional<StoredObject> find(ObjectKey key) {
            return Optional.ofNullable(found.get(key));
        }

        /** Finds the objects of these keys, and of all others in their folders: a folder is listed once. */
        void findAll(List<ObjectKey> keys) {
            keys.stream()
                    .filter(this::isInOwnFolder)
                    .map(key -> folder(key.value()))
                    .filter(folders::add)
                    .forEach(folder -> {
                        try (Stream<StoredObject> listed = objects.list(folder, folder)) {
                            listed.forEach(this::add);
                        }
                    });
            findElsewhere(keys);
        }

        /** Finds the objects of these keys alone: it lists each folder from the first key to the last. */
        void findOnly(List<ObjectKey> keys) {
            Set<ObjectKey> wanted = new HashSet<>(keys);
            wanted.stream()
                    .filter(this::isInOwnFolder)
                    .collect(Collectors.groupingBy(key -> folder(key.value())))
                    .forEach((folder, inFolder) -> {
                        List<String> sorted = inFolder.stream()
                                .map(ObjectKey::value)
                                .sorted(ObjectKey.ORDER)
                                .toList();
                        try (Stream<StoredObject> listed = objects.list(folder, sorted.getFirst())) {
                            listed.takeWhile(object -> ObjectKey.ORDER.compare(
                                                    object.version().key().value(), sorted.getLast())
                                            <= 0)
                                    .filter(object ->
                                            wanted.contains(object.version().key()))
                                    .forEach(this::add);
                        }
                    });
            findElsewhere(keys);
        }

        private void findElsewhere(List<ObjectKey> keys) {
            List<ObjectKey> elsewhere = keys.stream()
                    .filter(key -> !isInOwnFolder(key))
                    .distinct()
                    .filter(key -> !found.containsKey(key))
                    .toList();
            several.map(elsewhere, FINDS_AT_ONCE, objects::find).forEach(object -> object.ifPresent(this::add));
        }

        private void add(StoredObject object) {
            found.put(object.version().key(), object);
        }

        /** Whatever the layout: a folder on its path has the user's name. */
        private boolean isInOwnFolder(ObjectKey key) {
            return ("/" + folder(key.inBucket())).contains("/" + user + "/");
        }
    }

    private static String folder(String key) {
        return key.substring(0, key.lastIndexOf('/') + 1);
    }
}
