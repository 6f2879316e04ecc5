package sundown.archive.plan;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.account.Language;
import sundown.archive.plan.ArchiveItem.LeftOut;
import sundown.archive.plan.PlanRules.ArchivePlan.Bounds;
import sundown.archive.zip.ZipWriter;
import sundown.gallery.Item.ItemId;
import sundown.gallery.Tally;

/** Decides where each volume of an archive begins and ends: pure. */
public final class PlanRules {
    /** A volume of more items would need too much memory, here and on a phone that opens it. */
    static final int ITEMS_MAX = 70_000;

    private PlanRules() {}

    /**
     * A plan of a whole archive: where each volume begins and ends.
     *
     * @param gallery the items that the gallery lists, whether they are in a volume or left out
     */
    public record ArchivePlan(Tally gallery, List<Bounds> volumes) {
        /**
         * The items of a volume: those of a section of the gallery, in the order of the items' ids, that are private,
         * or those that are not.
         *
         * @param items how many there are, also those that will be left out
         * @param bytes of the volume, at most, unless items change
         */
        public record Bounds(ItemId first, ItemId last, boolean isPrivate, int items, long bytes) {}

        public ArchivePlan {
            volumes = List.copyOf(volumes);
        }

        /** The bytes of all volumes, at most. */
        public long bytes() {
            return volumes.stream().mapToLong(Bounds::bytes).sum();
        }

        /** The number of private items. */
        public long privateItems() {
            return volumes.stream()
                    .filter(Bounds::isPrivate)
                    .mapToLong(Bounds::items)
                    .sum();
        }
    }

    /**
     * The size limits of a plan.
     *
     * @param volumeBytes a volume with everything in it; a larger item gets a volume of its own
     * @param itemBytes the largest item that an archive takes
     * @param dates whether dates are added to files, or put beside them
     * @param reader the language of the user, if it is known
     */
    public record Limits(long volumeBytes, long itemBytes, boolean dates, Optional<Language> reader) {
        public Limits {
            if (volumeBytes < 1 || itemBytes < 1) {
                throw new IllegalArgumentException("a limit is more than 0 bytes");
            }
        }
    }

    /**
     * Plans an archive of a whole gallery: a volume takes one item after the other until the next one does not fit. No
     * volume exceeds the limit, unless it has a single item. Private items are in volumes of their own, which come
     * last.
     *
     * @param items in the order of the gallery, each once
     * @return no volumes if there are no items
     */
    public static ArchivePlan plan(Stream<ArchiveItem> items, Limits limits) {
        Volumes shown = new Volumes(false, limits);
        Volumes hidden = new Volumes(true, limits);
        Tally gallery = Tally.NONE;
        for (Iterator<ArchiveItem> each = items.iterator(); each.hasNext(); ) {
            ArchiveItem item = each.next();
            gallery = gallery.plus(Tally.one(item.item().bytes()));
            (item.isPrivate() ? hidden : shown).add(item.item().id(), cost(item, limits));
        }
        return new ArchivePlan(
                gallery,
                Stream.concat(shown.end().stream(), hidden.end().stream()).toList());
    }

    /** The bytes of an item's entry and of its line in a list. */
    private static long cost(ArchiveItem item, Limits limits) {
        return item.obstacle(limits.itemBytes())
                .map(reason -> (long) WrittenFile.bytes(WrittenFile.line(LeftOut.of(item.item(), reason))))
                .orElseGet(() -> ZipWriter.entryBytes(item.path(), item.bytes())
                        + WrittenFile.bytes(WrittenFile.line(new DeliveredItem(item)))
                        + (limits.dates() ? DeliveredItem.dateBytesMax(item) : 0));
    }

    /** Volumes while they are filled. */
    private static final class Volumes {
        private final boolean isPrivate;
        private final Limits limits;
        private final List<Bounds> full = new ArrayList<>();
        private ItemId first;
        private ItemId last;
        private int items;
        private long bytes;

        Volumes(boolean isPrivate, Limits limits) {
            this.isPrivate = isPrivate;
            this.limits = limits;
        }

        void add(ItemId item, long cost) {
            if (items > 0 && (bytes + cost > limits.volumeBytes() || items == ITEMS_MAX)) {
                close();
            }
            if (items == 0) {
                first = item;
                bytes = filesBytes() + ZipWriter.END_BYTES_MAX;
            }
            last = item;
            items++;
            bytes += cost;
        }

        /** A private volume may have any number: it follows from how many the others are. */
        private long filesBytes() {
            return isPrivate
                    ? WrittenFile.bytesOfAll(1, limits.reader())
                            + WrittenFile.bytesOfAll(Integer.MAX_VALUE, limits.reader())
                    : WrittenFile.bytesOfAll(full.size() + 1, limits.reader());
        }

        private void close() {
            full.add(new Bounds(first, last, isPrivate, items, bytes));
            items = 0;
        }

        List<Bounds> end() {
            if (items > 0) {
                close();
            }
            return full;
        }
    }
}
