package sundown.archive.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sundown.archive.plan.Packing.PlannedItem;
import sundown.archive.plan.VolumePlan.Source;
import sundown.archive.zip.ZipEntry;
import sundown.archive.zip.ZipEntry.Salt;
import sundown.gallery.ETag;
import sundown.gallery.ItemId;
import sundown.gallery.ObjectKey;
import sundown.gallery.ObjectVersion;

/**
 * Items are written as their album, their day and what they cost: {@code A3:40}; those in no album as {@code -3:40}.
 */
class PackingTest {
    private static final long ROOM = 100;

    @Test
    void beginsWithAVolumeEvenWithoutItems() {
        assertThat(packed(ROOM)).containsExactly(List.of());
    }

    @Test
    void keepsAlbumsTogetherWhereTheyFit() {
        assertThat(packed(ROOM, "A1:50", "B2:30", "A3:30", "B4:60"))
                .containsExactly(List.of("B2:30", "B4:60"), List.of("A1:50", "A3:30"));
    }

    @Test
    void fillsAVolumeToTheLastByte() {
        assertThat(packed(ROOM, "A1:60", "B1:40")).hasSize(1);
        assertThat(packed(ROOM, "A1:60", "B1:41")).hasSize(2);
    }

    @Test
    void keepsTogetherWhatFillsAVolumeAlone() {
        assertThat(packed(50, "A1:40", "A2:60")).containsExactly(List.of(), List.of("A1:40", "A2:60"));
        assertThat(packed(0, "-1:100", "-2:10")).containsExactly(List.of(), List.of("-1:100"), List.of("-2:10"));
    }

    @Test
    void takesTheLargestAlbumsFirstSoThatSmallOnesFillTheGaps() {
        assertThat(packed(ROOM, "A1:30", "B1:40", "C1:60", "D1:70"))
                .containsExactly(List.of("D1:70", "A1:30"), List.of("C1:60", "B1:40"));
    }

    @Test
    void splitsLargerAlbumsInTheOrderOfTheirDates() {
        assertThat(packed(ROOM, "A3:40", "A1:40", "A2:40", "A5:40", "A4:40"))
                .containsExactly(List.of("A1:40", "A2:40"), List.of("A3:40", "A4:40"), List.of("A5:40"));
    }

    @Test
    void fillsTheRestOfASplitAlbumWithTheNextOne() {
        assertThat(packed(ROOM, "A1:70", "A2:70", "B1:20", "B2:90"))
                .containsExactly(List.of("A1:70"), List.of("A2:70", "B1:20"), List.of("B2:90"));
    }

    @Test
    void fillsGapsWithItemsWithoutAlbumInTheOrderOfTheirDates() {
        assertThat(packed(ROOM, "-3:30", "A1:60", "B1:80", "-1:30", "-2:10", "-4:20"))
                .containsExactly(List.of("B1:80", "-4:20"), List.of("A1:60", "-1:30", "-2:10"), List.of("-3:30"));
    }

    @Test
    void givesAnItemLargerThanAVolumeItsOwnVolume() {
        assertThat(packed(ROOM, "A2:101", "A1:30", "-1:500", "A3:30"))
                .containsExactly(List.of("A1:30", "A3:30"), List.of("-1:500"), List.of("A2:101"));
    }

    @Test
    void usesTheRoomOfTheFirstVolume() {
        assertThat(packed(40, "A1:50", "B1:40")).containsExactly(List.of("B1:40"), List.of("A1:50"));
        assertThat(packed(-7, "A1:0")).containsExactly(List.of(), List.of("A1:0"));
        assertThat(packed(50, "A1:40", "A2:70")).containsExactly(List.of("A1:40"), List.of("A2:70"));
    }

    @Test
    void keepsTheOrderOfTheGalleryWithinADay() {
        assertThat(packed(ROOM, "-1:9", "-1:7", "-1:8")).containsExactly(List.of("-1:9", "-1:7", "-1:8"));
    }

    private static List<List<String>> packed(long firstRoom, String... items) {
        List<PlannedItem> planned = new ArrayList<>();
        for (String item : items) {
            planned.add(item(item));
        }
        return Packing.pack(planned, ROOM, firstRoom).stream()
                .map(volume -> volume.stream().map(PlannedItem::name).toList())
                .toList();
    }

    private static PlannedItem item(String written) {
        String[] albumAndDay = written.substring(0, written.indexOf(':')).split("(?<=^.)", 2);
        long cost = Long.parseLong(written.substring(written.indexOf(':') + 1));
        Optional<String> album = Optional.of(albumAndDay[0]).filter(name -> !name.equals("-"));
        Instant date = Instant.parse("2020-01-0" + albumAndDay[1] + "T00:00:00Z");
        ItemId id = new ItemId("i");
        ObjectKey key = new ObjectKey("k");
        return new PlannedItem(
                written,
                album,
                Optional.empty(),
                new Source.Photo(id, new ObjectVersion(key, new ETag("\"e\""))),
                new ZipEntry(written, 0, date, new Salt(0, 0)),
                cost);
    }
}
