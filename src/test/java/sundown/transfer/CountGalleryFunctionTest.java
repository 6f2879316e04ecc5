package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import sundown.edge.Json;
import sundown.gallery.Tally;
import sundown.transfer.InventoryStore.Inventory;
import sundown.transfer.Room.RoomCheck;
import sundown.transfer.TransferState.WaitReason;

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
                .containsExactly("EMPTY 1 0", "UNSUPPORTED_TYPE 1 4");
    }

    @Test
    void aSecondLookSendsNoSecondMessage() {
        addPhotos(1);
        gallery();
        gallery();

        assertThat(counts.size()).isEqualTo(1);
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
    void aTransferBeginsAlsoWhenTheCountEndsBeforeItsFirstMessage() {
        addPhotos(1);
        startUncounted();

        countAll();
        workAll();

        assertThat(transfer().state()).isInstanceOf(TransferState.Finished.class);
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
}
