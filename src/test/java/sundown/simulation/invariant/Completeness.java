package sundown.simulation.invariant;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import sundown.archive.Archive;
import sundown.archive.Volume;
import sundown.archive.plan.ArchiveItem.LeftOut;
import sundown.gallery.Item.ItemId;
import sundown.simulation.cloud.Gallery;
import sundown.simulation.run.Violation;

/** Whether an archive holds a whole gallery: each item is in one volume, or it is reported as left out. */
public final class Completeness {
    /** What is hidden and what is not. */
    public static final String APART = "a volume has private items or others";

    private final Gallery gallery;
    private final long itemBytes;
    private final Set<ItemId> seen = new HashSet<>();

    private Completeness(Gallery gallery, long itemBytes) {
        this.gallery = gallery;
        this.itemBytes = itemBytes;
    }

    /** Checks an archive with all volumes done. */
    static void check(Archive archive, List<Volume> volumes, StoredVolumes stored, Gallery gallery, long itemBytes) {
        Completeness completeness = new Completeness(gallery, itemBytes);
        for (Volume volume : volumes) {
            byte[] bytes = stored.find(archive, volume).orElseThrow();
            completeness.take(volume, StoredVolumes.opened(bytes, stored.password(archive, volume)));
        }
        Set<ItemId> missing = new HashSet<>(gallery.kept());
        missing.removeAll(completeness.seen);
        missing.removeIf(gallery::isDeleted);
        Violation.unless(missing.isEmpty(), "no item is missing silently", missing);
    }

    private void take(Volume volume, Map<String, byte[]> files) {
        List<String> photos = files.keySet().stream()
                .filter(path -> path.contains("/") && !path.endsWith(".xmp"))
                .toList();
        photos.forEach(path -> takePhoto(volume, path, files.get(path)));
        photos.forEach(path -> Violation.unless(
                gallery.needsSidecar(gallery.named(nameOf(path)), files.get(path)) == files.containsKey(path + ".xmp"),
                "a date that a file cannot have is beside it",
                path));
        volume.examples().forEach(item -> take(volume, item));
        Violation.unless(volume.items() == photos.size(), "a volume counts its items", volume.number());
        Violation.unless(
                volume.leftOut() >= volume.examples().size(), "a volume counts what it lacks", volume.number());
        checkReported(volume, files);
    }

    /** Photos lie in folders, beside them what Sundown wrote; a name is an item's own. */
    private void takePhoto(Volume volume, String path, byte[] bytes) {
        ItemId item = gallery.named(nameOf(path));
        takeOnce(volume, item);
        Violation.unless(
                gallery.takenOf(item).stream().anyMatch(held -> Arrays.equals(held, bytes)),
                "what is in a volume was in the gallery",
                path);
    }

    private static String nameOf(String path) {
        return path.substring(path.indexOf('/') + 1);
    }

    /** The user finds in the volume itself what it lacks. */
    private static void checkReported(Volume volume, Map<String, byte[]> files) {
        String table = new String(files.getOrDefault("left-out-" + volume.number() + ".csv", new byte[0]), UTF_8);
        volume.examples()
                .forEach(item ->
                        Violation.unless(table.contains(item.name()), "a volume says what it lacks", item.item()));
    }

    private void take(Volume volume, LeftOut item) {
        takeOnce(volume, item.item());
        Violation.unless(!item.name().isEmpty(), "what is left out is named", item.item());
        Violation.unless(reasonHolds(item), "nothing is left out without a reason", item);
    }

    private boolean reasonHolds(LeftOut item) {
        return switch (item.reason()) {
            case GONE -> gallery.hasLost(item.item());
            case CHANGED -> gallery.hasReplaced(item.item());
            case TOO_LARGE -> gallery.bytesOf(item.item()).stream().anyMatch(bytes -> bytes.length > itemBytes);
            case TOO_SLOW -> false;
        };
    }

    /** A list shows the names of what a volume lacks. */
    private void takeOnce(Volume volume, ItemId item) {
        Violation.unless(seen.add(item), "an item is in one volume", item);
        Violation.unless(!gallery.isDeleted(item), "nothing from the trash is in an archive", item);
        Violation.unless(gallery.isPrivate(item) == volume.isPrivate(), APART, item);
    }
}
