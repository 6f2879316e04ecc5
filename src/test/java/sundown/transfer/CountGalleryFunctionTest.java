package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sundown.edge.Json;
import sundown.gallery.Item;
import sundown.gallery.Item.Marks;
import sundown.gallery.ObjectKey;
import sundown.gallery.Tally;
import sundown.media.Choice;
import sundown.media.DatedFiles;
import sundown.runtime.Records;
import sundown.transfer.InventoryRules.CountSettings;
import sundown.transfer.InventoryStore.Inventory;
import sundown.transfer.Room.RoomCheck;
import sundown.transfer.Transfer.TransferState;
import sundown.transfer.Transfer.TransferState.WaitReason;

class CountGalleryFunctionTest extends Functions {
    private static final int A_RUN = COUNTING.page() * COUNTING.pages();

    @Test
    void theFirstLookHasTheGalleryCounted() {
        addPhotos(2);
        addFile(3, "notes.txt", "text");
        addFile(4, "empty.jpg", "");

        JsonNode first = gallery();
        countAll();
        JsonNode counted = gallery();

        assertThat(first.path("state").textValue()).isEqualTo("counting");
        assertThat(first.path("items").longValue()).isZero();
        assertThat(first.has("countedAt")).isFalse();
        assertThat(counted.path("state").textValue()).isEqualTo("counted");
        assertThat(counted.path("items").longValue()).isEqualTo(4);
        assertThat(counted.path("bytes").longValue()).isEqualTo(22);
        assertThat(counted.path("albums").longValue()).isEqualTo(1);
        assertThat(counted.path("countedAt").textValue()).isEqualTo(NOW.toString());
        assertThat(StreamSupport.stream(counted.path("unsupported").spliterator(), false)
                        .map(one -> one.path("reason").textValue() + " " + one.path("items") + " " + one.path("bytes")))
                .containsExactly("EMPTY 1 0");
    }

    /** One more page than a run counts; of a page of three, every second is looked at. */
    @Test
    void looksForDatesInASample() {
        for (int number = 1; number <= A_RUN + 3; number++) {
            byte[] object = DatedFiles.file(number % 3 == 1 ? "none.jpg" : "dated.jpg");
            Item item = item(item(number), "a.jpg", object.length, Optional.empty());
            index.put(USER, number == 1 ? item : Records.with(item, "takenAt", Optional.of(NOW)));
            objects.put(item.key(), object);
        }
        gallery();
        countAll();
        assertThat(inventories.find(USER).orElseThrow().holdings().orElseThrow().undated())
                .contains(new Inventory.Undated(2 * (A_RUN + 3) / 3, (A_RUN + 3) / 3, (A_RUN + 3) / 3 - 1));
    }

    @Test
    void spreadsASampleEvenly() {
        CountSettings settings = new CountSettings(1_000, 20, 100);
        List<Item> page = IntStream.range(0, 1_000)
                .mapToObj(number -> item(item(number), "a.jpg", 1, Optional.empty()))
                .toList();
        assertThat(InventoryRules.sample(page, true, settings)).hasSize(100).contains(page.get(0), page.get(990));
        assertThat(InventoryRules.sample(page.subList(0, 95), false, settings)).hasSize(10);
        assertThat(InventoryRules.sample(page.subList(0, 95), true, settings)).hasSize(95);
        assertThat(InventoryRules.sample(page.subList(0, 301), true, settings)).hasSize(76);
        assertThat(InventoryRules.sample(List.of(), true, settings)).isEmpty();
    }

    @Test
    void tellsWhatHasNoDateInsideOfWhatWasLookedAt() {
        addPhotos(2);
        gallery();
        countAll();
        assertThat(gallery().path("livePhotos").longValue()).isZero();
        assertThat(gallery().path("undated")).hasToString("{\"items\":0,\"added\":0,\"exact\":true}");

        assertThat(looked(new Inventory.Undated(0, 0, 0)).isMissingNode()).isTrue();
        assertThat(looked(new Inventory.Undated(1, 1, 1))).hasToString("{\"items\":2,\"added\":2,\"exact\":false}");
        assertThat(looked(new Inventory.Undated(2, 1, 0))).hasToString("{\"items\":1,\"added\":0,\"exact\":true}");
    }

    private JsonNode looked(Inventory.Undated found) {
        Inventory counted = inventories.find(USER).orElseThrow();
        Inventory.Holdings all = counted.holdings().orElseThrow();
        inventories.save(counted.with(
                new Inventory.Counted(
                        new Inventory.Holdings(
                                all.all(),
                                all.albums(),
                                Map.of(),
                                7,
                                Inventory.Marked.NONE,
                                Optional.of(found),
                                Inventory.Parts.NONE),
                        NOW),
                Optional.empty()));
        assertThat(gallery().path("livePhotos").longValue()).isEqualTo(7);
        return gallery().path("undated");
    }

    @Test
    void aRunCountsABoundedNumberAndHandsItselfOn() {
        addPhotos(3 * A_RUN - 1);
        gallery();

        countOnce();
        assertThat(gallery().path("items").intValue()).isEqualTo(A_RUN);
        assertThat(counts.size()).isEqualTo(1);
        countOnce();
        countOnce();

        assertThat(counts.size()).isZero();
        assertThat(gallery().path("state").textValue()).isEqualTo("counted");
        assertThat(gallery().path("items").intValue()).isEqualTo(3 * A_RUN - 1);
    }

    @Test
    void aGalleryThatEndsWithAPageIsCountedOnce() {
        addPhotos(2 * A_RUN);
        gallery();

        countAll();

        assertThat(all()).isEqualTo(Optional.of(2L * A_RUN));
    }

    @Test
    void aMessageThatComesTwiceCountsNothingTwice() {
        addPhotos(A_RUN + 1);
        gallery();
        String message =
                inventories.find(USER).orElseThrow().message(CORRELATION).write();

        count(message);
        count(message);
        count(message);
        countAll();

        assertThat(all()).isEqualTo(Optional.of(A_RUN + 1L));
    }

    @Test
    void theSweepSendsForACountWhenItsMessageIsLost() {
        addPhotos(1);
        gallery();
        counts.receive().ifPresent(counts::delete);

        sweep();
        assertThat(counts.size()).isZero();
        clock.advance(InventoryRules.SILENCE_MAX);
        sweep();
        countAll();

        assertThat(all()).isEqualTo(Optional.of(1L));
    }

    @Test
    void countsAgainAfterADayWhileTheResultBeforeIsShown() {
        addPhotos(1);
        gallery();
        countAll();
        addPhotos(2);
        clock.advance(InventoryRules.COUNT_AGE_MAX);

        assertThat(gallery().path("items").intValue()).isEqualTo(1);
        assertThat(gallery().path("state").textValue()).isEqualTo("counted");
        countAll();

        assertThat(gallery().path("items").intValue()).isEqualTo(2);
    }

    @Test
    void noCountBeginsAfterTheClose() {
        addPhotos(1);
        clock.moveTo(CLOSE);

        assertThat(gallery().isMissingNode()).isTrue();
        assertThat(inventories.find(USER)).isEmpty();
    }

    @Test
    void aTransferBeginsByItselfWhenItsGalleryIsCounted() {
        addPhotos(A_RUN + 1);
        JsonNode answer = Json.read(startUncounted());

        workAll();
        assertThat(transfer().state()).isInstanceOf(TransferState.Counting.class);
        countAll();
        workAll();

        assertThat(answer.path("state").textValue()).isEqualTo("counting");
        assertThat(answer.at("/items/total/items").intValue()).isZero();
        assertThat(transfer().state()).isInstanceOf(TransferState.Finished.class);
        assertThat(transfer().counts().total().items()).isEqualTo(A_RUN + 1);
        assertThat(transfer().counts().done().items()).isEqualTo(A_RUN + 1);
    }

    @Test
    void theSweepStartsATransferWhenItsMessagesAreLost() {
        addPhotos(1);
        startUncounted();
        queue.receive().ifPresent(queue::delete);
        countAll();
        queue.receive().ifPresent(queue::delete);

        clock.advance(TransferRules.FIRST_LEASE);
        sweep();
        workAll();

        assertThat(transfer().state()).isInstanceOf(TransferState.Finished.class);
    }

    @Test
    void asksForRoomOnlyAfterTheCount() {
        addPhotos(3);
        access.setRoom(ACCOUNT, new Room.Limited(10, 10));
        startUncounted();

        workAll();
        countAll();
        workAll();

        assertThat(transfer().state())
                .isInstanceOfSatisfying(
                        TransferState.Waiting.class,
                        waiting -> assertThat(waiting.reason()).isEqualTo(WaitReason.ROOM));
        JsonNode shown = Json.read(status(USER).body()).path("transfer");
        assertThat(shown.at("/room/bytesNeeded").longValue()).isEqualTo(27);
    }

    @Test
    void aTransferThatWasStoppedWhileItCountedCountsOn() {
        addPhotos(2);
        startUncounted();
        stop(USER);
        workAll();
        countAll();
        assertThat(transfer().state()).isInstanceOf(TransferState.Stopped.class);

        JsonNode resumed = Json.read(resume(USER, "{}").body());
        workAll();

        assertThat(resumed.path("state").textValue()).isEqualTo("counting");
        assertThat(transfer().counts().total()).isEqualTo(new Tally(2, 18));
        assertThat(transfer().state()).isInstanceOf(TransferState.Finished.class);
    }

    @Test
    void whoGoesOnWithoutRoomWhileItCountsIsNotAskedForIt() {
        addPhotos(2);
        access.setRoom(ACCOUNT, new Room.Limited(0, 0));
        startUncounted();

        JsonNode resumed = Json.read(resume(USER, "{\"withoutRoom\": true}").body());
        countAll();
        workOnce();

        assertThat(resumed.path("state").textValue()).isEqualTo("counting");
        assertThat(transfer().state()).isInstanceOf(TransferState.Running.class);
        assertThat(transfer().room()).isEqualTo(new RoomCheck.Settled());
        assertThat(transfer().galleryCounted()).isTrue();
    }

    @Test
    void atTheCloseATransferThatStillCountsEnds() {
        addPhotos(1);
        startUncounted();
        clock.moveTo(CLOSE.plus(Duration.ofMinutes(1)));

        workAll();

        assertThat(transfer().state()).isInstanceOf(TransferState.Closed.class);
        assertThat(transfer().grant()).isEmpty();
    }

    private String startUncounted() {
        return start(USER, InMemoryLibraryAccess.startBody(access.consent(ACCOUNT)))
                .body();
    }

    private JsonNode gallery() {
        return Json.read(status(USER).body()).path("gallery");
    }

    private Optional<Long> all() {
        return inventories
                .find(USER)
                .flatMap(Inventory::counted)
                .map(counted -> counted.holdings().all().items());
    }

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
    void addsUpItemsBytesAndAlbums() {
        Inventory.Count first = plus(begun(), item(1, "a.jpg", 10, "Beach"), item(2, "b.jpg", 20, "Home"));
        Inventory.Count second = plus(first, item(3, "c.mp4", 30, "Beach"), item(4, "d.jpg", 40, null));

        assertThat(second.found())
                .isEqualTo(new Inventory.Holdings(
                        new Tally(4, 100),
                        2,
                        Map.of(),
                        0,
                        Inventory.Marked.NONE,
                        Optional.empty(),
                        new Inventory.Parts(
                                Map.of(Item.NO_YEAR, new Tally(3, 70)),
                                Map.of(Item.NO_YEAR, Tally.one(30)),
                                Map.of("Beach", new Tally(2, 40), "Home", Tally.one(20)))));
        assertThat(second.cursor()).contains(item(4));
    }

    @Test
    void countsTheVideosOfLivePhotos() {
        Inventory.Count first = plus(begun(), live(1), item(2, "b.jpg", 20, "Home"));

        assertThat(plus(first, live(3)).found().livePhotos()).isEqualTo(2);
    }

    @Test
    void expectsTheShareOfASampleWithTwoDigits() {
        assertThat(new Inventory.Undated(100, 33, 7).among(12_345))
                .isEqualTo(new Inventory.Undated(12_345, 4_100, 860));
        assertThat(new Inventory.Undated(3, 1, 0).among(4)).isEqualTo(new Inventory.Undated(4, 1, 0));
        assertThat(new Inventory.Undated(997, 997, 996).among(998)).isEqualTo(new Inventory.Undated(998, 998, 998));
        assertThat(new Inventory.Undated(1, 1, 1).among(Long.MAX_VALUE).without())
                .isEqualTo(9_200_000_000_000_000_000L);
    }

    @Test
    void expectsWhatWasFoundWhereAllWereLookedAt() {
        Inventory.Undated all = new Inventory.Undated(1_234, 567, 123);

        assertThat(all.among(1_234)).isEqualTo(all);
        assertThat(new Inventory.Undated(0, 0, 0).among(0)).isEqualTo(new Inventory.Undated(0, 0, 0));
    }

    @ParameterizedTest
    @CsvSource({"1, 2, 0", "2, 1, 2", "1, 1, -1"})
    void hasNoPartThatIsLargerThanItsWhole(long looked, long without, long added) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Inventory.Undated(looked, without, added));
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

        assertThat(count.found().unsupported())
                .isEqualTo(Map.of(
                        FailureReason.EMPTY, new Tally(2, 0),
                        FailureReason.PHOTO_TOO_LARGE, Tally.one(tooLarge),
                        FailureReason.VIDEO_TOO_LARGE, Tally.one((20L << 30) + 1)));
    }

    @Test
    void tellsNoMoreAlbumsApartThanItsRowHasRoomFor() {
        Item[] items = IntStream.rangeClosed(1, InventoryRules.ALBUMS_MAX + 5)
                .mapToObj(number -> item(number, "a.jpg", 1, "Album " + number))
                .toArray(Item[]::new);

        assertThat(plus(begun(), items).found().albums()).isEqualTo(InventoryRules.ALBUMS_MAX);
    }

    @Test
    void aLostCountIsSentForLessAndLessOftenUntilItGetsOn() {
        Inventory under = new Inventory(USER, Optional.empty(), Optional.of(begun()), Optional.empty(), 1);
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
        Inventory.Holdings holdings = new Inventory.Holdings(
                GALLERY, 1, Map.of(), 0, Inventory.Marked.NONE, Optional.empty(), Inventory.Parts.NONE);
        return new Inventory(
                USER, Optional.of(new Inventory.Counted(holdings, at)), Optional.empty(), Optional.empty(), 2);
    }

    private static Inventory.Count begun() {
        return new Inventory.Count(
                Optional.empty(),
                Inventory.Holdings.NONE,
                Set.of(),
                Optional.empty(),
                0,
                NOW.plus(InventoryRules.SILENCE_MAX));
    }

    private static Inventory.Count plus(Inventory.Count count, Item... page) {
        return InventoryRules.plus(count, List.of(page), Optional.empty(), NOW);
    }

    private static Item live(int number) {
        Item video = item(number, "live.mov", 10, null);
        return new Item(
                video.id(),
                video.key(),
                video.name(),
                video.bytes(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(item(99)),
                Marks.NONE);
    }

    private static Item item(int number, String name, long bytes, String album) {
        return new Item(
                item(number),
                new ObjectKey("1/u1/" + number),
                name,
                bytes,
                Optional.ofNullable(album).stream().collect(Collectors.toSet()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Marks.NONE);
    }

    @Test
    void beginsNoSecondCountAndEndsWithAResult() {
        Inventory.Count count = plus(begun(), item(1, "a.jpg", 10, "Beach"));
        Inventory under = new Inventory(USER, Optional.empty(), Optional.of(count), Optional.empty(), 4);

        assertThat(plus(count)).as("of an empty page").isEqualTo(count);
        assertThat(InventoryRules.begun(USER, Optional.of(under), NOW.plus(Duration.ofDays(9))))
                .isEmpty();
        Inventory.Ordered order =
                new Inventory.Ordered(9, Inventory.Chosen.of(Choice.of(Choice.Selection.ALL, Optional.empty())));
        assertThat(InventoryRules.ended(under, count, Optional.of(order), NOW))
                .isEqualTo(new Inventory(
                        USER,
                        Optional.of(new Inventory.Counted(count.found(), NOW)),
                        Optional.empty(),
                        Optional.of(order),
                        4));
    }
}
