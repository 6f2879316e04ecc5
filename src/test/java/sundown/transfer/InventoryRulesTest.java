package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sundown.gallery.Item;
import sundown.gallery.ObjectKey;
import sundown.gallery.Tally;
import sundown.transfer.InventoryStore.Inventory;

class InventoryRulesTest extends Given {

    @Test
    void countsAGalleryThatNeverWas() {
        Inventory begun = InventoryRules.begun(USER, Optional.empty(), NOW).orElseThrow();

        assertThat(begun.count()).contains(begun());
        assertThat(begun.counted()).isEmpty();
        assertThat(begun.version()).isZero();
    }

    @Test
    void countsAgainAfterADayAndKeepsTheResultMeanwhile() {
        Inventory counted = counted(NOW);

        assertThat(InventoryRules.begun(
                        USER, Optional.of(counted), NOW.plus(Duration.ofDays(1)).minusNanos(1)))
                .isEmpty();
        Inventory again = InventoryRules.begun(USER, Optional.of(counted), NOW.plus(Duration.ofDays(1)))
                .orElseThrow();
        assertThat(again.count()).isPresent();
        assertThat(again.holdings()).isEqualTo(counted.holdings());
        assertThat(again.version()).isEqualTo(counted.version());
    }

    @Test
    void beginsNoSecondCount() {
        Inventory under = new Inventory(USER, Optional.empty(), Optional.of(begun()), 1);

        assertThat(InventoryRules.begun(USER, Optional.of(under), NOW.plus(Duration.ofDays(9))))
                .isEmpty();
    }

    @Test
    void addsUpItemsBytesAndAlbums() {
        Inventory.Count first = plus(begun(), item(1, "a.jpg", 10, "Beach"), item(2, "b.jpg", 20, "Home"));
        Inventory.Count second = plus(first, item(3, "c.mp4", 30, "Beach"), item(4, "d.jpg", 40, null));

        assertThat(second.holdings()).isEqualTo(new Inventory.Holdings(new Tally(4, 100), 2, Map.of()));
        assertThat(second.cursor()).contains(item(4));
    }

    @Test
    void tellsWhatCannotBeMovedByTheReasonsOfTheTransfer() {
        long tooLarge = (200L << 20) + 1;
        Inventory.Count count = plus(
                begun(),
                item(1, "a.jpg", 0, null),
                item(2, "b.jpg", 0, null),
                item(3, "c.jpg", tooLarge, null),
                item(4, "d.mp4", (20L << 30) + 1, null),
                item(5, "e.txt", 7, null),
                item(6, "f.jpg", 8, null));

        assertThat(count.holdings().unsupported())
                .isEqualTo(Map.of(
                        FailureReason.EMPTY, new Tally(2, 0),
                        FailureReason.PHOTO_TOO_LARGE, Tally.one(tooLarge),
                        FailureReason.VIDEO_TOO_LARGE, Tally.one((20L << 30) + 1),
                        FailureReason.UNSUPPORTED_TYPE, Tally.one(7)));
    }

    @Test
    void tellsNoMoreAlbumsApartThanItsRowHasRoomFor() {
        Item[] items = IntStream.rangeClosed(1, InventoryRules.ALBUMS_MAX + 5)
                .mapToObj(number -> item(number, "a.jpg", 1, "Album " + number))
                .toArray(Item[]::new);

        assertThat(plus(begun(), items).holdings().albums()).isEqualTo(InventoryRules.ALBUMS_MAX);
    }

    @Test
    void anEmptyPageMovesNothing() {
        Inventory.Count first = plus(begun(), item(1, "a.jpg", 10, "Beach"));

        assertThat(plus(first)).isEqualTo(first);
    }

    @Test
    void theEndIsAResult() {
        Inventory.Count count = plus(begun(), item(1, "a.jpg", 10, "Beach"));
        Inventory under = new Inventory(USER, Optional.empty(), Optional.of(count), 4);

        Inventory ended = InventoryRules.ended(under, count, NOW);

        assertThat(ended.count()).isEmpty();
        assertThat(ended.counted()).contains(new Inventory.Counted(count.holdings(), NOW));
    }

    @Test
    void aLostCountIsSentForLessAndLessOftenUntilItGetsOn() {
        Inventory under = new Inventory(USER, Optional.empty(), Optional.of(begun()), 1);
        Instant due = NOW.plus(InventoryRules.SILENCE_MAX);

        assertThat(InventoryRules.again(under, due.minusNanos(1))).isEmpty();
        Inventory once = InventoryRules.again(under, due).orElseThrow();
        assertThat(checkAt(once)).isEqualTo(due.plus(InventoryRules.SILENCE_MAX.multipliedBy(2)));
        Inventory often = once;
        for (int attempt = 0; attempt < 40; attempt++) {
            often = InventoryRules.again(often, checkAt(often)).orElseThrow();
        }
        assertThat(checkAt(InventoryRules.again(often, checkAt(often)).orElseThrow()))
                .isEqualTo(checkAt(often).plus(Duration.ofHours(12)));
        assertThat(plus(often.count().orElseThrow(), item(1, "a.jpg", 1, null)).attempt())
                .isZero();
    }

    @Test
    void aResultIsNeverSentFor() {
        assertThat(InventoryRules.again(counted(NOW), NOW.plus(Duration.ofDays(99))))
                .isEmpty();
    }

    private static Instant checkAt(Inventory inventory) {
        return inventory.count().orElseThrow().checkAt();
    }

    private static Inventory counted(Instant at) {
        Inventory.Holdings holdings = new Inventory.Holdings(GALLERY, 1, Map.of());
        return new Inventory(USER, Optional.of(new Inventory.Counted(holdings, at)), Optional.empty(), 2);
    }

    private static Inventory.Count begun() {
        return new Inventory.Count(
                Optional.empty(), Tally.NONE, Set.of(), Map.of(), 0, NOW.plus(InventoryRules.SILENCE_MAX));
    }

    private static Inventory.Count plus(Inventory.Count count, Item... page) {
        return InventoryRules.plus(count, List.of(page), NOW);
    }

    private static Item item(int number, String name, long bytes, String album) {
        return new Item(
                item(number),
                new ObjectKey("1/u1/" + number),
                name,
                bytes,
                Optional.ofNullable(album),
                Optional.empty(),
                Optional.empty());
    }
}
