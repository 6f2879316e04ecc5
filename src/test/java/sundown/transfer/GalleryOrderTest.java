package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.gallery.GalleryOrders;
import sundown.gallery.GalleryOrders.Place;
import sundown.gallery.Item.ItemId;
import sundown.runtime.Records;
import sundown.transfer.InventoryStore.Inventory;
import sundown.transfer.Transfer.TransferState;

/** The order of a gallery: how it is sorted, and that no item is lost while it is written. */
class GalleryOrderTest extends Functions {
    private static final int A_RUN = COUNTING.page() * COUNTING.pages();

    @Test
    void theAlbumWithTheNewestItemComesFirstAndItemsWithoutOneLast() {
        List<Place> sorted = List.of(
                place(4, "Summer", 20L),
                place(3, "Summer", 60L),
                place(7, "Autumn", null),
                place(8, "Autumn", 40L),
                place(5, "Spring", 40L),
                place(6, "Spring", 40L),
                place(9, "Never", null),
                place(1, null, 10L),
                place(2, null, 70L));
        for (int seed = 0; seed < 20; seed++) {
            List<Place> shuffled = new ArrayList<>(sorted);
            Collections.shuffle(shuffled, new Random(seed));
            assertThat(InventoryRules.sorted(shuffled)).isEqualTo(sorted);
        }
        assertThat(InventoryRules.sorted(List.of())).isEmpty();
    }

    private static Place place(int number, String album, Long takenAt) {
        return new Place(item(number), Optional.ofNullable(album), Optional.ofNullable(takenAt));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 6, 7, 12, 13, 40})
    void hasEachItemOnceHoweverManyRunsCountIt(int photos) {
        fill(photos);
        startUncounted();
        countAll();

        assertThat(ordered()).isEqualTo(all(photos));
        List<Place> places = places();
        assertThat(places).isEqualTo(InventoryRules.sorted(places));
        assertThat(places.getFirst().album()).isPresent();
    }

    @Test
    void aCountThatNobodyTransfersWritesNoOrder() {
        fill(20);
        status(USER);
        countAll();

        assertThat(inventories.find(USER).orElseThrow().ordered()).isEmpty();
        assertThat(orders.count(USER)).isZero();
    }

    @Test
    void isWrittenThoughACountWithoutItIsUnderWay() {
        fill(20);
        status(USER);
        countOnce();
        startUncounted();
        countAll();
        workAll();

        assertThat(ordered()).isEqualTo(all(20));
        assertThat(transfer().state()).isInstanceOf(TransferState.Finished.class);
    }

    /** The count is saved by somebody else just when the transfer asks for the order. */
    @Test
    void isWrittenThoughTheTransferLosesTheRaceForIt() {
        fill(20);
        status(USER);
        startUncounted();
        Inventory ordering = inventories.find(USER).orElseThrow();
        inventories.save(ordering.counting(Records.with(ordering.count().orElseThrow(), "ordering", Optional.empty())));
        countAll();
        workAll();
        countAll();
        workAll();

        assertThat(ordered()).isEqualTo(all(20));
        assertThat(transfer().counts().done().items()).isEqualTo(20);
    }

    @Test
    void isNotWrittenAgain() {
        fill(20);
        startUncounted();
        countAll();
        Optional<Inventory.Ordered> order = inventories.find(USER).orElseThrow().ordered();
        int rows = orders.count(USER);
        clock.advance(InventoryRules.COUNT_AGE_MAX);
        status(USER);
        countAll();

        assertThat(inventories.find(USER).orElseThrow().ordered()).isEqualTo(order);
        assertThat(orders.count(USER)).isEqualTo(rows);
    }

    @Test
    void aMessageThatComesTwiceLosesNothingAndDoublesNothing() {
        fill(3 * A_RUN + 1);
        startUncounted();
        String message =
                inventories.find(USER).orElseThrow().message(CORRELATION).write();
        for (int count = 0; count < 6; count++) {
            count(message);
        }

        assertThat(ordered()).isEqualTo(all(3 * A_RUN + 1));
    }

    /** A worker is overtaken by another one at any point, while the gallery shrinks; it goes on afterwards. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void losesNothingThoughTwoWorkersCountAtOnceWhileTheGalleryShrinks(int point) {
        int photos = 3 * A_RUN + 2;
        fill(photos);
        startUncounted();
        String message =
                inventories.find(USER).orElseThrow().message(CORRELATION).write();
        int[] calls = {0};
        index.beforePage(() -> {
            calls[0]++;
            if (calls[0] == point) {
                int gone = point % 2 == 0 ? 1 : 2 * A_RUN + 1;
                index.remove(USER, item(gone));
                count(message);
            }
        });

        countAll();
        workAll();

        Set<ItemId> left = new TreeSet<>(all(photos));
        left.removeIf(id -> index.find(USER, List.of(id)).isEmpty());
        assertThat(ordered()).containsAll(left);
        assertThat(transfer().state()).isInstanceOf(TransferState.Finished.class);
        assertThat(transfer().counts().done().items()).isEqualTo(left.size());
        assertThat(library.uploads()).hasSize(left.size());
    }

    /** The sweep sends for a count whose worker died. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void losesNothingAfterACrash(int point) {
        fill(3 * A_RUN);
        startUncounted();
        int[] calls = {0};
        index.beforePage(() -> {
            calls[0]++;
            if (calls[0] == point) {
                throw new StackOverflowError("a crash");
            }
        });
        try {
            countAll();
        } catch (StackOverflowError crash) {
            clock.advance(InventoryRules.SILENCE_MAX);
            sweep();
        }
        countAll();
        workAll();

        assertThat(ordered()).isEqualTo(all(3 * A_RUN));
        assertThat(transfer().counts().done().items()).isEqualTo(3L * A_RUN);
    }

    @Test
    void anItemThatIsGoneWhenItsPlaceComesIsSkipped() {
        fill(120);
        start(ACCOUNT);
        IntStream.of(3, 60, 61, 119).forEach(number -> index.remove(USER, item(number)));

        workAll();

        assertThat(transfer().counts().done().items()).isEqualTo(116);
        assertThat(transfer().counts().skipped().items()).isEqualTo(4);
        assertThat(transfer().state()).isInstanceOf(TransferState.Finished.class);
    }

    /** Nothing of a whole batch is left, and none of the next one is lost. */
    @Test
    void aBatchOfWhichNothingIsLeftIsPassed() {
        addPhotos(160);
        start(ACCOUNT);
        places().stream().limit(110).forEach(place -> index.remove(USER, place.item()));

        workAll();

        assertThat(transfer().counts().done().items()).isEqualTo(50);
        assertThat(transfer().counts().skipped().items()).isEqualTo(110);
    }

    /** Several albums, and items without one; taken in another order than that of their ids. */
    private void fill(int photos) {
        for (int number = 1; number <= photos; number++) {
            String album = number % 3 == 0 ? TransferFunctions.SYSTEM_ALBUM : "Album " + number % 3;
            index.put(
                    USER,
                    Records.with(
                            Records.with(addPhoto(number), "albums", Set.of(album)),
                            "takenAt",
                            Optional.of(NOW.plusSeconds(number * 37 % 41))));
        }
    }

    private void startUncounted() {
        start(USER, InMemoryLibraryAccess.startBody(access.consent(ACCOUNT)));
    }

    private List<Place> places() {
        long order =
                inventories.find(USER).flatMap(Inventory::ordered).orElseThrow().order();
        try (Stream<Place> all = GalleryOrders.all(orders, USER, order)) {
            return all.toList();
        }
    }

    private Set<ItemId> ordered() {
        Set<ItemId> items = new TreeSet<>();
        places().forEach(place ->
                assertThat(items.add(place.item())).as("%s twice", place).isTrue());
        return items;
    }

    private static Set<ItemId> all(int photos) {
        return new TreeSet<>(IntStream.rangeClosed(1, photos)
                .mapToObj(GalleryOrderTest::item)
                .toList());
    }
}
