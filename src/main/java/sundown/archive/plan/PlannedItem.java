package sundown.archive.plan;

import java.time.Instant;
import java.util.Optional;
import sundown.gallery.Item;

/**
 * An item and the entry that it becomes, before it has a volume.
 *
 * @param cost what the entry adds to a volume, headers included
 */
record PlannedItem(Item item, PlannedEntry planned, long cost) {
    Optional<String> album() {
        return item.album();
    }

    Instant date() {
        return planned.entry().modified();
    }
}
