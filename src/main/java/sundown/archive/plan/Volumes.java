package sundown.archive.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Volumes while they are filled. */
final class Volumes {
    private static final class Volume {
        private final int number;
        private final List<PlannedItem> items = new ArrayList<>();
        private long left;

        Volume(int number, long left) {
            this.number = number;
            this.left = left;
        }

        long left() {
            return left;
        }

        int number() {
            return number;
        }
    }

    private final long room;
    private final List<Volume> volumes = new ArrayList<>();
    private final TreeSet<Volume> byRoomLeft =
            new TreeSet<>(Comparator.comparingLong(Volume::left).thenComparingInt(Volume::number));

    Volumes(long room, long firstRoom) {
        this.room = room;
        open(firstRoom);
    }

    /** Adds an item to the last volume, or to a new one where it does not fit. */
    void addInSequence(PlannedItem item) {
        Volume last = volumes.getLast();
        put(last.left >= item.cost() ? last : open(room), List.of(item));
    }

    /** Adds items that stay together to the volume in which the least room is left over, or to a new one. */
    void addTightly(List<PlannedItem> items) {
        Volume asLargeAsItems = new Volume(0, Packing.cost(items));
        put(Optional.ofNullable(byRoomLeft.ceiling(asLargeAsItems)).orElseGet(() -> open(room)), items);
    }

    /** Adds a volume that holds nothing else. */
    void addAlone(PlannedItem item) {
        put(open(item.cost()), List.of(item));
    }

    /** What each volume holds, in the order in which it was put in. */
    List<List<PlannedItem>> contents() {
        return volumes.stream().map(volume -> List.copyOf(volume.items)).toList();
    }

    private Volume open(long volumeRoom) {
        Volume volume = new Volume(volumes.size() + 1, volumeRoom);
        volumes.add(volume);
        byRoomLeft.add(volume);
        return volume;
    }

    /** The set orders volumes by the room left, so this may change only while the volume is not in it. */
    private void put(Volume volume, List<PlannedItem> items) {
        byRoomLeft.remove(volume);
        volume.items.addAll(items);
        volume.left -= Packing.cost(items);
        byRoomLeft.add(volume);
    }
}
