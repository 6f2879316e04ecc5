package sundown.archive.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sundown.archive.plan.Packing.PlannedItem;
import sundown.archive.plan.VolumePlan.Source;
import sundown.archive.zip.ZipEntry;
import sundown.gallery.ETag;
import sundown.gallery.ItemId;
import sundown.gallery.ObjectKey;
import sundown.gallery.ObjectVersion;

class PlannedItemsTest {
    private static final int MORE_THAN_A_CHUNK = 20_000;
    private static final String LONGER_THAN_A_CHUNK = "ñ".repeat(1 << 20);

    private final PlannedItems items = new PlannedItems();

    @Test
    void givesBackWhatItTook() {
        List<PlannedItem> taken = new ArrayList<>();
        for (int number = 0; number < MORE_THAN_A_CHUNK; number++) {
            taken.add(item(number, "Beach " + number + " ☀.jpg"));
        }
        taken.add(item(1, LONGER_THAN_A_CHUNK));
        taken.add(item(2, ""));

        items.addAll(taken);

        assertThat(items).isEqualTo(taken);
    }

    @Test
    void hasNothingBehindItsEnd() {
        items.add(item(1, "a.jpg"));

        assertThatThrownBy(() -> items.get(1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static PlannedItem item(int number, String name) {
        return new PlannedItem(
                name,
                number % 3 == 0 ? Optional.empty() : Optional.of("Album " + number % 7),
                number % 2 == 0 ? Optional.empty() : Optional.of(Instant.MAX.minusSeconds(number)),
                new Source.Photo(
                        new ItemId("i" + number),
                        new ObjectVersion(new ObjectKey("1/u1/" + number), new ETag("\"e" + number + '"'))),
                new ZipEntry(
                        "Album/" + number,
                        (1L << 40) + number,
                        Instant.ofEpochSecond(-number, number),
                        new ZipEntry.Salt(Long.MIN_VALUE + number, number)),
                Long.MAX_VALUE - number);
    }
}
