package sundown.archive.plan;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static sundown.archive.plan.Plans.bytes;
import static sundown.archive.plan.Plans.item;
import static sundown.archive.plan.Plans.photos;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import sundown.archive.plan.PlanRules.EntryCost;
import sundown.archive.plan.RandomGalleries.Case;
import sundown.archive.plan.VolumePlan.PlannedEntry;
import sundown.gallery.ItemId;

/** Invariants of the volumes of every plan, for any gallery. */
@Tag("thorough")
class VolumeInvariantsTest {

    @Test
    void noVolumeExceedsTheLimitExceptWithASingleItemOrSundownsFiles() {
        assertThat(RandomGalleries.ALL)
                .allSatisfy(one -> assertThat(one.plan().volumes())
                        .allSatisfy(volume -> assertThat(
                                        bytes(volume) <= one.limits().volumeBytes()
                                                || volume.entries().size() == 1
                                                || photos(volume).isEmpty())
                                .isTrue()));
    }

    @Test
    void noVolumeExceedsTheLimitWhenItIsPlannedAgain() {
        assertThat(RandomGalleries.ALL)
                .allSatisfy(one -> assertThat(one.plan().volumes())
                        .filteredOn(volume -> bytes(volume) <= one.limits().volumeBytes()
                                && !photos(volume).isEmpty())
                        .allSatisfy(volume -> assertThat(bytes(replanned(volume, -one.seed())))
                                .isLessThanOrEqualTo(one.limits().volumeBytes())));
    }

    private static VolumePlan replanned(VolumePlan volume, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<ItemId, LeftOut.Reason> wrong = new HashMap<>();
        wrong.put(item(photos(volume).getFirst()), LeftOut.Reason.GONE);
        photos(volume).stream()
                .filter(photo -> random.nextInt(3) == 0)
                .forEach(photo -> wrong.put(item(photo), LeftOut.Reason.CHANGED));
        return ReplanRules.without(volume, wrong, Instant.EPOCH, random).volume();
    }

    @Test
    void anAlbumThatFitsIntoAVolumeStaysTogether() {
        assertThat(RandomGalleries.ALL).allSatisfy(one -> {
            Map<ItemId, Integer> volumes = volumeOfEachItem(one);
            long room = room(one);
            albums(one).values().stream()
                    .map(album -> withoutLargerThan(room, album, one))
                    .filter(album -> cost(album, one) <= room)
                    .forEach(album -> assertThat(album.stream().map(photo -> volumes.get(item(photo))))
                            .satisfiesAnyOf(
                                    used -> assertThat(used).isEmpty(),
                                    used -> assertThat(new HashSet<>(used)).hasSize(1)));
        });
    }

    @Test
    void aLargerAlbumFillsConsecutiveVolumesInTheOrderOfDates() {
        assertThat(RandomGalleries.ALL).allSatisfy(one -> {
            Map<ItemId, Integer> volumes = volumeOfEachItem(one);
            long room = room(one);
            albums(one).values().stream()
                    .map(album -> withoutLargerThan(room, album, one))
                    .filter(album -> cost(album, one) > room)
                    .forEach(album -> {
                        List<Integer> used = album.stream()
                                .sorted((a, b) ->
                                        a.entry().modified().compareTo(b.entry().modified()))
                                .map(photo -> volumes.get(item(photo)))
                                .toList();
                        assertThat(used).isSorted();
                        assertThat(new HashSet<>(used))
                                .hasSize(used.getLast() - used.getFirst() + 1)
                                .hasSizeGreaterThan(1);
                    });
        });
    }

    @Test
    void neighbouringVolumesWouldNotFitIntoOne() {
        assertThat(RandomGalleries.ALL).allSatisfy(one -> {
            long room = room(one);
            List<Long> costs = one.plan().volumes().stream()
                    .skip(1)
                    .map(volume -> cost(photos(volume), one))
                    .toList();
            assertThat(IntStream.range(1, costs.size()))
                    .allSatisfy(index ->
                            assertThat(costs.get(index - 1) + costs.get(index)).isGreaterThan(room));
        });
    }

    /** Without these cases, the random galleries would prove little. */
    @Test
    void theGalleriesHaveSplitAlbumsLargeItemsAndAlbumsThatShareVolumes() {
        assertThat(RandomGalleries.ALL)
                .anySatisfy(one -> assertThat(albums(one).values())
                        .anyMatch(album -> cost(withoutLargerThan(room(one), album, one), one) > room(one)));
        assertThat(RandomGalleries.ALL)
                .anySatisfy(one -> assertThat(one.plan().volumes())
                        .anyMatch(volume -> bytes(volume) > one.limits().volumeBytes() && volume.number() > 1));
        assertThat(RandomGalleries.ALL)
                .anySatisfy(one -> assertThat(one.plan().volumes())
                        .anyMatch(volume -> bytes(volume) > one.limits().volumeBytes() && volume.number() == 1));
        assertThat(RandomGalleries.ALL)
                .anySatisfy(one -> assertThat(one.plan().volumes()).hasSizeGreaterThan(20));
        assertThat(RandomGalleries.ALL)
                .anySatisfy(one -> assertThat(one.plan().volumes().getFirst().leftOut())
                        .extracting(LeftOut::reason)
                        .contains(LeftOut.Reason.GONE, LeftOut.Reason.TOO_LARGE));
    }

    private static Map<ItemId, Integer> volumeOfEachItem(Case one) {
        Map<ItemId, Integer> volumes = new HashMap<>();
        for (VolumePlan volume : one.plan().volumes()) {
            photos(volume).forEach(photo -> volumes.put(item(photo), volume.number()));
        }
        return volumes;
    }

    private static Map<String, List<PlannedEntry>> albums(Case one) {
        return photos(one.plan()).stream()
                .filter(photo -> !photo.entry().path().startsWith(ArchivePaths.WITHOUT_ALBUM + "/"))
                .collect(groupingBy(photo -> photo.entry().path().split("/", 2)[0]));
    }

    private static List<PlannedEntry> withoutLargerThan(long room, List<PlannedEntry> album, Case one) {
        return album.stream().filter(photo -> cost(List.of(photo), one) <= room).toList();
    }

    /** The room for items in a volume with a list of missing items. */
    private static long room(Case one) {
        EntryCost cost = new EntryCost(one.limits().volumeBytes());
        int mostVolumes = photos(one.plan()).size() + 1;
        return cost.room() - cost.of(WrittenFile.leftOut(mostVolumes, List.of()));
    }

    private static long cost(List<PlannedEntry> photos, Case one) {
        EntryCost cost = new EntryCost(one.limits().volumeBytes());
        return photos.stream()
                .mapToLong(photo -> cost.of(photo.entry().path(), photo.entry().bytes()))
                .sum();
    }
}
