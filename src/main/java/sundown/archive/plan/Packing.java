package sundown.archive.plan;

import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import sundown.archive.plan.VolumePlan.Source;
import sundown.archive.zip.ZipEntry;

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
     * @param name as the user knows it; never logged
     * @param cost what the entry adds to a volume, headers included
     */
    record PlannedItem(
            String name,
            Optional<String> album,
            Optional<Instant> takenAt,
            Source.Photo photo,
            ZipEntry entry,
            long cost) {
        @Override
        public String toString() {
            return "PlannedItem[" + photo.item() + "]";
        }
    }

    /** What the packing needs to know of the items, which it names by their indexes. */
    private static final class Sizes {
        private static final int NO_ALBUM = -1;

        private final long[] costs;
        private final Instant[] dates;
        private final int[] albums;

        private Sizes(int items) {
            costs = new long[items];
            dates = new Instant[items];
            albums = new int[items];
        }

        static Sizes of(List<PlannedItem> items) {
            Sizes sizes = new Sizes(items.size());
            Map<String, Integer> numbers = new HashMap<>();
            for (int index = 0; index < items.size(); index++) {
                PlannedItem item = items.get(index);
                sizes.costs[index] = item.cost();
                sizes.dates[index] = item.entry().modified();
                sizes.albums[index] = item.album()
                        .map(album -> numbers.computeIfAbsent(album, _ -> numbers.size()))
                        .orElse(NO_ALBUM);
            }
            return sizes;
        }

        /** All items by their dates; equal dates in the order of the items. */
        List<Integer> byDate() {
            return IntStream.range(0, costs.length)
                    .boxed()
                    .sorted(Comparator.comparing(item -> dates[item]))
                    .toList();
        }

        /** The items of each album, in the order of the albums' first items. */
        Collection<List<Integer>> albums(List<Integer> items) {
            Map<Integer, List<Integer>> found = new LinkedHashMap<>();
            for (int item : items) {
                if (albums[item] != NO_ALBUM) {
                    found.computeIfAbsent(albums[item], _ -> new ArrayList<>()).add(item);
                }
            }
            return found.values();
        }

        boolean hasAlbum(int item) {
            return albums[item] != NO_ALBUM;
        }

        long cost(List<Integer> items) {
            return items.stream().mapToLong(item -> costs[item]).sum();
        }
    }

    /**
     * Packs all items.
     *
     * @param room what the items of a volume may cost
     * @param firstRoom the same for the first volume; 0 or less if nothing fits in
     * @return at least one volume, each a view of the items; the first one may be empty; always the same for the same
     *     items in the same order
     */
    static List<List<PlannedItem>> pack(List<PlannedItem> items, long room, long firstRoom) {
        Sizes sizes = Sizes.of(items);
        Map<Boolean, List<Integer>> byFit =
                sizes.byDate().stream().collect(Collectors.partitioningBy(item -> sizes.costs[item] <= room));
        Volumes volumes = new Volumes(sizes, room, firstRoom);
        packFitting(sizes, byFit.get(true), room, volumes);
        byFit.get(false).forEach(volumes::addAlone);
        return volumes.contents(items);
    }

    private static void packFitting(Sizes sizes, List<Integer> items, long room, Volumes volumes) {
        Map<Boolean, List<List<Integer>>> albumsByFit =
                sizes.albums(items).stream().collect(Collectors.partitioningBy(album -> sizes.cost(album) <= room));
        albumsByFit.get(false).forEach(album -> album.forEach(volumes::addInSequence));
        albumsByFit.get(true).stream()
                .sorted(Comparator.comparingLong((List<Integer> album) -> sizes.cost(album))
                        .reversed())
                .forEach(volumes::addTightly);
        items.stream().filter(item -> !sizes.hasAlbum(item)).forEach(item -> volumes.addTightly(List.of(item)));
    }

    /** Volumes while they are filled. */
    private static final class Volumes {
        private final Sizes sizes;
        private final long room;
        private final List<Volume> volumes = new ArrayList<>();
        private final TreeSet<Volume> byRoomLeft = new TreeSet<>(
                Comparator.<Volume>comparingLong(volume -> volume.left).thenComparingInt(volume -> volume.number));

        Volumes(Sizes sizes, long room, long firstRoom) {
            this.sizes = sizes;
            this.room = room;
            open(firstRoom);
        }

        /** Adds an item to the last volume, or to a new one if it does not fit. */
        void addInSequence(int item) {
            Volume last = volumes.getLast();
            put(last.left >= sizes.costs[item] ? last : open(room), List.of(item));
        }

        /** Adds items that stay together to the volume in which the least room is left over, or to a new one. */
        void addTightly(List<Integer> items) {
            Volume asLargeAsItems = new Volume(0, sizes.cost(items));
            put(Optional.ofNullable(byRoomLeft.ceiling(asLargeAsItems)).orElseGet(() -> open(room)), items);
        }

        /** Adds a volume that holds nothing else. */
        void addAlone(int item) {
            put(open(sizes.costs[item]), List.of(item));
        }

        /** What each volume holds, in the order of adding. */
        List<List<PlannedItem>> contents(List<PlannedItem> items) {
            return volumes.stream().map(volume -> volume.contents(items)).toList();
        }

        private Volume open(long volumeRoom) {
            Volume volume = new Volume(volumes.size() + 1, volumeRoom);
            volumes.add(volume);
            byRoomLeft.add(volume);
            return volume;
        }

        /** The set orders volumes by the room left, so that may change only while the volume is not in the set. */
        private void put(Volume volume, List<Integer> items) {
            byRoomLeft.remove(volume);
            volume.items.addAll(items);
            volume.left -= sizes.cost(items);
            byRoomLeft.add(volume);
        }
    }

    private static final class Volume {
        private final int number;
        private final List<Integer> items = new ArrayList<>();
        private long left;

        private Volume(int number, long left) {
            this.number = number;
            this.left = left;
        }

        private List<PlannedItem> contents(List<PlannedItem> all) {
            return new AbstractList<>() {
                @Override
                public PlannedItem get(int index) {
                    return all.get(items.get(index));
                }

                @Override
                public int size() {
                    return items.size();
                }
            };
        }
    }
}
