package sundown.archive.plan;

import java.util.List;
import sundown.gallery.Item.ItemId;
import sundown.gallery.Tally;

/**
 * A plan of a whole archive: where each volume begins and ends.
 *
 * @param gallery the items that the gallery lists, whether they are in a volume or left out
 */
public record ArchivePlan(Tally gallery, List<Bounds> volumes) {
    /**
     * The items of a volume: a section of the gallery, in the order of the items' ids.
     *
     * @param items how many there are, also those that will be left out
     * @param bytes of the volume, at most, unless items change
     */
    public record Bounds(ItemId first, ItemId last, int items, long bytes) {}

    public ArchivePlan {
        volumes = List.copyOf(volumes);
    }

    /** The bytes of all volumes, at most. */
    public long bytes() {
        return volumes.stream().mapToLong(Bounds::bytes).sum();
    }
}
