package sundown.archive.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import sundown.archive.plan.ArchivePlan.Availability;
import sundown.archive.plan.Packing.PlannedItem;
import sundown.archive.plan.VolumePlan.PlannedEntry;
import sundown.archive.zip.VolumeLayout;
import sundown.gallery.Item;
import sundown.gallery.ObjectKey;
import sundown.gallery.StoredObject;

/** Decides what goes where in an archive: pure. */
public final class PlanRules {
    private PlanRules() {}

    /**
     * Plans an archive of a whole gallery. Each item becomes an entry of one volume, or is left out with a reason.
     * Items that share an object get an entry each. No volume exceeds the limit, even when it is planned again without
     * some items, with two exceptions: a volume with a single item that is larger, and the first one if README and item
     * list need more.
     *
     * @param items in the order of the gallery, each once; the order decides on numbers in names
     * @param listing what the bucket shows; sizes come from here, whatever the gallery recorded
     * @param random for the salts, no two of which in an archive may be equal
     * @return always the same for the same input and seed
     */
    public static ArchivePlan plan(
            List<Item> items,
            Map<ObjectKey, StoredObject> listing,
            ArchivePlan.Limits limits,
            Availability availability,
            RandomGenerator random) {
        EntryCost cost = new EntryCost(limits.volumeBytes());
        ArchivePaths paths = new ArchivePaths();
        List<PlannedItem> planned = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        for (Item item : items) {
            StoredObject object = listing.get(item.key());
            if (object == null) {
                leftOut.add(LeftOut.of(item, LeftOut.Reason.GONE));
            } else if (object.bytes() > limits.itemBytes()) {
                leftOut.add(LeftOut.of(item, LeftOut.Reason.TOO_LARGE));
            } else {
                planned.add(planned(item, object, paths.of(item), cost, random));
            }
        }
        List<List<PlannedItem>> packed = packed(planned, leftOut, cost, availability);
        List<WrittenFile> files = files(packed, planned.size(), leftOut, availability);
        return new ArchivePlan(volumes(packed, files, leftOut, availability, random), files);
    }

    private static PlannedItem planned(
            Item item, StoredObject object, String path, EntryCost cost, RandomGenerator random) {
        PlannedEntry entry =
                PlannedEntry.of(item.id(), object, path, item.takenAt().orElse(object.modified()), random);
        return new PlannedItem(item, entry, cost.of(path, object.bytes()));
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
        first.addAll(entries(packed.getFirst()));
        List<VolumePlan> volumes = new ArrayList<>(List.of(new VolumePlan(1, first, leftOut)));
        for (List<PlannedItem> items : packed.subList(1, packed.size())) {
            volumes.add(new VolumePlan(volumes.size() + 1, entries(items), List.of()));
        }
        return volumes;
    }

    private static List<PlannedEntry> entries(List<PlannedItem> items) {
        return items.stream().map(PlannedItem::planned).toList();
    }

    /**
     * The bytes that entries add to a volume: contents, headers, and what encryption needs. Each entry counts as if it
     * were the volume's last; in a volume larger than 4 GiB, that is 12 bytes too many for the entries before.
     */
    static final class EntryCost {
        private static final VolumeLayout.Size WITH_LONGEST_END = new VolumeLayout.Size(Integer.MAX_VALUE, 0, 0);

        private final VolumeLayout.Size full;

        EntryCost(long volumeBytes) {
            full = new VolumeLayout.Size(0, volumeBytes, 0);
        }

        /** The bytes that a volume has for entries. */
        long room() {
            return full.entriesBytes() - WITH_LONGEST_END.bytes();
        }

        long of(String path, long bytes) {
            VolumeLayout.Size fuller = full.plus(path, bytes);
            return fuller.entriesBytes() - full.entriesBytes() + fuller.directoryBytes();
        }

        long of(WrittenFile file) {
            return of(file.name(), file.utf8().length);
        }
    }
}
