package sundown.archive.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import sundown.archive.plan.VolumePlan.PlannedEntry;
import sundown.gallery.Item;

/**
 * Puts items into volumes, in this order:
 *
 * <ol>
 *   <li>Albums larger than a volume fill volumes one after the other, in the order of their dates.
 *   <li>Albums that fit into a volume, the largest first, stay together.
 *   <li>Items without an album follow.
 *   <li>An item larger than a volume gets a volume of its own; its album counts without it.
 * </ol>
 *
 * <p>Steps 2 and 3 choose the volume with the least room left over (best fit), and a new volume only if none has room.
 * So the items of two neighbouring volumes, except the first, would not have fitted into one.
 */
final class Packing {
    private Packing() {}

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

    /**
     * Packs all items.
     *
     * @param room what the items of a volume may cost
     * @param firstRoom the same for the first volume; 0 or less if nothing fits in
     * @return at least one volume; the first one may be empty; always the same for the same items in the same order
     */
    static List<List<PlannedItem>> pack(List<PlannedItem> items, long room, long firstRoom) {
        Map<Boolean, List<PlannedItem>> byFit = items.stream()
                .sorted(Comparator.comparing(PlannedItem::date))
                .collect(Collectors.partitioningBy(item -> item.cost() <= room));
        Volumes volumes = new Volumes(room, firstRoom);
        packFitting(byFit.get(true), room, volumes);
        byFit.get(false).forEach(volumes::addAlone);
        return volumes.contents();
    }

    private static void packFitting(List<PlannedItem> items, long room, Volumes volumes) {
        Map<Boolean, List<List<PlannedItem>>> albumsByFit =
                albums(items).stream().collect(Collectors.partitioningBy(album -> cost(album) <= room));
        albumsByFit.get(false).forEach(album -> album.forEach(volumes::addInSequence));
        albumsByFit.get(true).stream()
                .sorted(Comparator.comparingLong(Packing::cost).reversed())
                .forEach(volumes::addTightly);
        items.stream().filter(item -> item.album().isEmpty()).forEach(item -> volumes.addTightly(List.of(item)));
    }

    private static Collection<List<PlannedItem>> albums(List<PlannedItem> items) {
        Map<String, List<PlannedItem>> albums = new LinkedHashMap<>();
        for (PlannedItem item : items) {
            item.album()
                    .ifPresent(album -> albums.computeIfAbsent(album, ignored -> new ArrayList<>())
                            .add(item));
        }
        return albums.values();
    }

    private static long cost(List<PlannedItem> items) {
        return items.stream().mapToLong(PlannedItem::cost).sum();
    }

    /** Volumes while they are filled. */
    private static final class Volumes {
        private final long room;
        private final List<Volume> volumes = new ArrayList<>();
        private final TreeSet<Volume> byRoomLeft = new TreeSet<>(
                Comparator.<Volume>comparingLong(volume -> volume.left).thenComparingInt(volume -> volume.number));

        Volumes(long room, long firstRoom) {
            this.room = room;
            open(firstRoom);
        }

        /** Adds an item to the last volume, or to a new one if it does not fit. */
        void addInSequence(PlannedItem item) {
            Volume last = volumes.getLast();
            put(last.left >= item.cost() ? last : open(room), List.of(item));
        }

        /** Adds items that stay together to the volume in which the least room is left over, or to a new one. */
        void addTightly(List<PlannedItem> items) {
            Volume asLargeAsItems = new Volume(0, cost(items));
            put(Optional.ofNullable(byRoomLeft.ceiling(asLargeAsItems)).orElseGet(() -> open(room)), items);
        }

        /** Adds a volume that holds nothing else. */
        void addAlone(PlannedItem item) {
            put(open(item.cost()), List.of(item));
        }

        /** What each volume holds, in the order of adding. */
        List<List<PlannedItem>> contents() {
            return volumes.stream().map(volume -> List.copyOf(volume.items)).toList();
        }

        private Volume open(long volumeRoom) {
            Volume volume = new Volume(volumes.size() + 1, volumeRoom);
            volumes.add(volume);
            byRoomLeft.add(volume);
            return volume;
        }

        /** The set orders volumes by the room left, so that may change only while the volume is not in the set. */
        private void put(Volume volume, List<PlannedItem> items) {
            byRoomLeft.remove(volume);
            volume.items.addAll(items);
            volume.left -= cost(items);
            byRoomLeft.add(volume);
        }
    }

    private static final class Volume {
        private final int number;
        private final List<PlannedItem> items = new ArrayList<>();
        private long left;

        private Volume(int number, long left) {
            this.number = number;
            this.left = left;
        }
    }
}
