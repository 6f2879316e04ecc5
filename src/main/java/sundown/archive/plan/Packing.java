package sundown.archive.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Puts items into volumes. An album that fits into a volume is in one. Larger albums fill volumes one after the other,
 * in the order of their dates. Then albums that fit, the largest first, and then items without an album go to where
 * they fit most tightly (best fit), and to a new volume only when they fit nowhere: of two neighbouring volumes, the
 * first one apart, the items would not have fitted into one. An item that is larger than a volume has one for itself,
 * after all others, and its album counts without it.
 */
final class Packing {
    private Packing() {}

    /**
     * Packs all items.
     *
     * @param room what the items of a volume may cost
     * @param firstRoom the same for the first volume; 0 or less where nothing fits in
     * @return at least one volume, for the first one may be empty; always the same for the same items in the same order
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

    static long cost(List<PlannedItem> items) {
        return items.stream().mapToLong(PlannedItem::cost).sum();
    }
}
