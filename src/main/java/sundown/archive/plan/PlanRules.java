package sundown.archive.plan;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import sundown.archive.plan.ArchivePlan.Availability;
import sundown.archive.plan.Packing.PlannedItem;
import sundown.archive.plan.VolumePlan.PlannedEntry;
import sundown.archive.plan.VolumePlan.Source;
import sundown.archive.zip.VolumeLayout;
import sundown.gallery.Item;
import sundown.gallery.ObjectKey;
import sundown.gallery.StoredObject;
import sundown.gallery.Tally;

/** Decides what goes where in an archive: pure. */
public final class PlanRules {
    private PlanRules() {}

    /**
     * Plans an archive of a whole gallery. Each item becomes an entry of one volume, or is left out with a reason.
     * Items that share an object get an entry each. No volume exceeds the limit, even when it is planned again without
     * some items, with two exceptions: a volume with a single item that is larger, and the first one if README and item
     * list need more.
     *
     * <p>The plan keeps some 300 bytes for each item, besides the listing. Its volumes are made of them one by one.
     *
     * @param items in the order of the gallery, each once; the order decides on numbers in names
     * @param listing finds what the bucket shows; sizes come from here, whatever the gallery recorded
     * @param random for the salts, no two of which in an archive may be equal
     * @return always the same for the same input and seed
     */
    public static ArchivePlan plan(
            Stream<Item> items,
            Function<ObjectKey, Optional<StoredObject>> listing,
            ArchivePlan.Limits limits,
            Availability availability,
            RandomGenerator random) {
        EntryCost cost = new EntryCost(limits.volumeBytes());
        ArchivePaths paths = new ArchivePaths();
        List<PlannedItem> planned = new PlannedItems();
        List<LeftOut> leftOut = new ArrayList<>();
        Tally gallery = Tally.NONE;
        for (Iterator<Item> each = items.iterator(); each.hasNext(); ) {
            Item item = each.next();
            gallery = gallery.plus(Tally.one(item.bytes()));
            Optional<StoredObject> object = listing.apply(item.key());
            if (object.isEmpty()) {
                leftOut.add(LeftOut.of(item, LeftOut.Reason.GONE));
            } else if (object.get().bytes() > limits.itemBytes()) {
                leftOut.add(LeftOut.of(item, LeftOut.Reason.TOO_LARGE));
            } else {
                planned.add(planned(item, object.get(), paths.of(item), cost, random));
            }
        }
        List<List<PlannedItem>> packed = packed(planned, leftOut, cost, availability);
        List<WrittenFile> files = files(packed, planned.size(), leftOut, availability);
        return new ArchivePlan(gallery, volumes(packed, files, leftOut, availability, random), files);
    }

    private static PlannedItem planned(
            Item item, StoredObject object, String path, EntryCost cost, RandomGenerator random) {
        PlannedEntry entry =
                PlannedEntry.of(item.id(), object, path, item.takenAt().orElse(object.modified()), random);
        return new PlannedItem(
                item.name(),
                item.album(),
                item.takenAt(),
                new Source.Photo(item.id(), object.version()),
                entry.entry(),
                Math.max(cost.of(path, object.bytes()), cost.least()));
    }

    /**
     * Sundown's own files say how many volumes there are and which item is in which, so they are written after the
     * packing. The packing itself assumes the largest possible number of volumes. Every volume keeps room for a list of
     * the items it lacks: a line of it takes less than its item frees.
     */
    private static List<List<PlannedItem>> packed(
            List<PlannedItem> items, List<LeftOut> leftOut, EntryCost cost, Availability availability) {
        int mostVolumes = items.size() + 1;
        long room = cost.room() - cost.of(WrittenFile.leftOut(mostVolumes, List.of()));
        long firstRoom = cost.room()
                - cost.of(WrittenFile.leftOut(1, leftOut))
                - cost.of(WrittenFile.readMe(items.size(), mostVolumes, availability))
                - cost.of(WrittenFile.ITEMS, WrittenFile.mostBytesOfItems(items, mostVolumes));
        return Packing.pack(items, room, firstRoom);
    }

    private static List<WrittenFile> files(
            List<List<PlannedItem>> packed, int items, List<LeftOut> leftOut, Availability availability) {
        List<WrittenFile> files = new ArrayList<>();
        files.add(WrittenFile.readMe(items, packed.size(), availability));
        files.add(WrittenFile.items(packed));
        if (!leftOut.isEmpty()) {
            files.add(WrittenFile.leftOut(1, leftOut));
        }
        return files;
    }

    private static List<VolumePlan> volumes(
            List<List<PlannedItem>> packed,
            List<WrittenFile> files,
            List<LeftOut> leftOut,
            Availability availability,
            RandomGenerator random) {
        List<PlannedEntry> first = new ArrayList<>();
        files.forEach(file -> first.add(PlannedEntry.of(file, availability.createdAt(), random)));
        return new AbstractList<>() {
            @Override
            public VolumePlan get(int index) {
                List<PlannedEntry> entries = new ArrayList<>(index == 0 ? first : List.of());
                packed.get(index).forEach(item -> entries.add(new PlannedEntry(item.entry(), item.photo())));
                return new VolumePlan(index + 1, entries, index == 0 ? leftOut : List.of());
            }

            @Override
            public int size() {
                return packed.size();
            }
        };
    }

    /**
     * The bytes that entries add to a volume: contents, headers, and what encryption needs. Each entry counts as if it
     * were the volume's last; in a volume larger than 4 GiB, that is 12 bytes too many for the entries before.
     */
    static final class EntryCost {
        private static final VolumeLayout.Size WITH_LONGEST_END = new VolumeLayout.Size(Integer.MAX_VALUE, 0, 0);

        /** A volume of more entries would not be built in the function's memory. */
        private static final int MOST_ITEMS = 70_000;

        private final VolumeLayout.Size full;

        EntryCost(long volumeBytes) {
            full = new VolumeLayout.Size(0, volumeBytes, 0);
        }

        /** The bytes that a volume has for entries. */
        long room() {
            return full.entriesBytes() - WITH_LONGEST_END.bytes();
        }

        /** What an item costs at least, so that no volume holds too many. */
        long least() {
            return room() / MOST_ITEMS;
        }

        long of(String path, long bytes) {
            VolumeLayout.Size fuller = full.plus(path, bytes);
            return fuller.entriesBytes() - full.entriesBytes() + fuller.directoryBytes();
        }

        long of(WrittenFile file) {
            return of(file.name(), file.bytes());
        }
    }
}
