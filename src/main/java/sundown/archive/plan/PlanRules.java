package sundown.archive.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import sundown.gallery.Item;
import sundown.gallery.ObjectKey;
import sundown.gallery.StoredObject;

/** Decides what goes where in an archive: pure. */
public final class PlanRules {
    private PlanRules() {}

    /**
     * Plans an archive of a whole gallery. Each item is an entry of one volume, or it is left out with a reason. Items
     * that share an object are an entry each. No volume passes the limit, also when it is planned again without some
     * items; but for volumes with one item alone that is larger, and for the first one where README and list need more.
     *
     * @param items in the order of the gallery, each once; the order decides on numbers in names
     * @param listing what the bucket shows; sizes are taken from here, whatever the gallery recorded
     * @param random for the salts, of which no two in an archive may be the same
     * @return always the same for the same input and seed
     */
    public static ArchivePlan plan(
            List<Item> items,
            Map<ObjectKey, StoredObject> listing,
            PlanLimits limits,
            Availability availability,
            RandomGenerator random) {
        Stock stock = Stock.of(items, listing, limits.itemBytes());
        EntryCost cost = new EntryCost(limits.volumeBytes());
        List<PlannedItem> planned = planned(stock.found(), cost, random);
        List<List<PlannedItem>> packed = packed(planned, stock.leftOut(), cost, availability);
        List<WrittenFile> files = files(packed, planned.size(), stock.leftOut(), availability);
        return new ArchivePlan(volumes(packed, files, stock.leftOut(), availability, random), files);
    }

    private static List<PlannedItem> planned(List<Stock.Found> found, EntryCost cost, RandomGenerator random) {
        ArchivePaths paths = new ArchivePaths();
        return found.stream()
                .map(one -> planned(one, paths.of(one.item()), cost, random))
                .toList();
    }

    private static PlannedItem planned(Stock.Found found, String path, EntryCost cost, RandomGenerator random) {
        Item item = found.item();
        StoredObject object = found.object();
        PlannedEntry entry =
                PlannedEntry.of(item.id(), object, path, item.takenAt().orElse(object.modified()), random);
        return new PlannedItem(item, entry, cost.of(path, object.bytes()));
    }

    /**
     * Sundown's own files tell how many volumes there are and what is in which, so they are written after the packing.
     * Before it, they count with the most volumes that there could be. Every volume keeps room for a table of what it
     * lacks; what a line of it takes is less than what its item leaves.
     */
    private static List<List<PlannedItem>> packed(
            List<PlannedItem> items, List<LeftOut> leftOut, EntryCost cost, Availability availability) {
        int mostVolumes = items.size() + 1;
        long room = cost.room() - cost.of(LeftOutTable.write(mostVolumes, List.of()));
        long firstRoom = cost.room()
                - cost.of(LeftOutTable.write(1, leftOut))
                - cost.of(ReadMe.write(items.size(), mostVolumes, availability))
                - cost.of(OwnFiles.ITEMS, ItemsTable.bytesAtMost(items, mostVolumes));
        return Packing.pack(items, room, firstRoom);
    }

    private static List<WrittenFile> files(
            List<List<PlannedItem>> packed, int items, List<LeftOut> leftOut, Availability availability) {
        List<WrittenFile> files = new ArrayList<>();
        files.add(ReadMe.write(items, packed.size(), availability));
        files.add(ItemsTable.write(packed));
        if (!leftOut.isEmpty()) {
            files.add(LeftOutTable.write(1, leftOut));
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
}
