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

class CountGalleryFunctionTest {
    private static final int A_RUN = Functions.COUNTING.page() * Functions.COUNTING.pages();

    private final Functions functions = new Functions();

    @Test
    void theFirstLookHasTheGalleryCounted() {
        functions.addPhotos(2);
        functions.addFile(3, "notes.txt", "text");
        functions.addFile(4, "empty.jpg", "");

        JsonNode first = gallery();
        functions.countAll();
        JsonNode counted = gallery();

        assertThat(first.path("state").textValue()).isEqualTo("counting");
        assertThat(first.path("items").longValue()).isZero();
        assertThat(first.has("countedAt")).isFalse();
        assertThat(counted.path("state").textValue()).isEqualTo("counted");
        assertThat(counted.path("items").longValue()).isEqualTo(4);
        assertThat(counted.path("bytes").longValue()).isEqualTo(22);
        assertThat(counted.path("albums").longValue()).isEqualTo(1);
        assertThat(counted.path("countedAt").textValue()).isEqualTo(Given.NOW.toString());
        assertThat(StreamSupport.stream(counted.path("unsupported").spliterator(), false)
                        .map(one -> one.path("reason").textValue() + " " + one.path("items") + " " + one.path("bytes")))
                .containsExactly("EMPTY 1 0", "UNSUPPORTED_TYPE 1 4");
    }

    @Test
    void aSecondLookSendsNoSecondMessage() {
        functions.addPhotos(1);
        gallery();
        gallery();

        assertThat(functions.counts.size()).isEqualTo(1);
    }

    @Test
    void aRunCountsABoundedNumberAndHandsItselfOn() {
        functions.addPhotos(3 * A_RUN - 1);
        gallery();

        functions.countOnce();
        assertThat(gallery().path("items").intValue()).isEqualTo(A_RUN);
        assertThat(functions.counts.size()).isEqualTo(1);
        functions.countOnce();
        functions.countOnce();

        assertThat(functions.counts.size()).isZero();
        assertThat(gallery().path("state").textValue()).isEqualTo("counted");
        assertThat(gallery().path("items").intValue()).isEqualTo(3 * A_RUN - 1);
    }

    @Test
    void aGalleryThatEndsWithAPageIsCountedOnce() {
        functions.addPhotos(2 * A_RUN);
        gallery();

        functions.countAll();

        assertThat(all()).isEqualTo(Optional.of(2L * A_RUN));
    }

    @Test
    void aMessageThatComesTwiceCountsNothingTwice() {
        functions.addPhotos(A_RUN + 1);
        gallery();
        String message = functions
                .inventories
                .find(Given.USER)
                .orElseThrow()
                .message(Given.CORRELATION)
                .write();

        functions.count(message);
        functions.count(message);
        functions.count(message);
        functions.countAll();

        assertThat(all()).isEqualTo(Optional.of(A_RUN + 1L));
    }

    @Test
    void theSweepSendsForACountWhenItsMessageIsLost() {
        functions.addPhotos(1);
        gallery();
        functions.counts.receive().ifPresent(functions.counts::delete);

        functions.sweep();
        assertThat(functions.counts.size()).isZero();
        functions.clock.advance(InventoryRules.SILENCE_MAX);
        functions.sweep();
        functions.countAll();

        assertThat(all()).isEqualTo(Optional.of(1L));
    }

    @Test
    void countsAgainAfterADayWhileTheResultBeforeIsShown() {
        functions.addPhotos(1);
        gallery();
        functions.countAll();
        functions.addPhotos(2);
        functions.clock.advance(InventoryRules.COUNT_AGE_MAX);

        assertThat(gallery().path("items").intValue()).isEqualTo(1);
        assertThat(gallery().path("state").textValue()).isEqualTo("counted");
        functions.countAll();

        assertThat(gallery().path("items").intValue()).isEqualTo(2);
    }

    @Test
    void noCountBeginsAfterTheClose() {
        functions.addPhotos(1);
        functions.clock.moveTo(Given.CLOSE);

        assertThat(gallery().isMissingNode()).isTrue();
        assertThat(functions.inventories.find(Given.USER)).isEmpty();
    }

    @Test
    void aTransferBeginsByItselfWhenItsGalleryIsCounted() {
        functions.addPhotos(A_RUN + 1);
        JsonNode answer = Json.read(startUncounted());

        functions.workAll();
        assertThat(functions.transfer().state()).isInstanceOf(TransferState.Counting.class);
        functions.countAll();
        functions.workAll();

        assertThat(answer.path("state").textValue()).isEqualTo("counting");
        assertThat(answer.at("/items/total/items").intValue()).isZero();
        assertThat(functions.transfer().state()).isInstanceOf(TransferState.Finished.class);
        assertThat(functions.transfer().counts().total().items()).isEqualTo(A_RUN + 1);
        assertThat(functions.transfer().counts().done().items()).isEqualTo(A_RUN + 1);
    }

    @Test
    void aTransferBeginsAlsoWhenTheCountEndsBeforeItsFirstMessage() {
        functions.addPhotos(1);
        startUncounted();

        functions.countAll();
        functions.workAll();

        assertThat(functions.transfer().state()).isInstanceOf(TransferState.Finished.class);
    }

    @Test
    void theSweepStartsATransferWhenItsMessagesAreLost() {
        functions.addPhotos(1);
        startUncounted();
        functions.queue.receive().ifPresent(functions.queue::delete);
        functions.countAll();
        functions.queue.receive().ifPresent(functions.queue::delete);

        functions.clock.advance(TransferRules.FIRST_LEASE);
        functions.sweep();
        functions.workAll();

        assertThat(functions.transfer().state()).isInstanceOf(TransferState.Finished.class);
    }

    @Test
    void asksForRoomOnlyAfterTheCount() {
        functions.addPhotos(3);
        functions.access.setRoom(Given.ACCOUNT, new Room.Limited(10, 10));
        startUncounted();

        functions.workAll();
        functions.countAll();
        functions.workAll();

        assertThat(functions.transfer().state())
                .isInstanceOfSatisfying(
                        TransferState.Waiting.class,
                        waiting -> assertThat(waiting.reason()).isEqualTo(WaitReason.ROOM));
        JsonNode shown = Json.read(functions.status(Given.USER).body()).path("transfer");
        assertThat(shown.at("/room/bytesNeeded").longValue()).isEqualTo(27);
    }

    @Test
    void aTransferThatWasStoppedWhileItCountedCountsOn() {
        functions.addPhotos(2);
        startUncounted();
        functions.stop(Given.USER);
        functions.workAll();
        functions.countAll();
        assertThat(functions.transfer().state()).isInstanceOf(TransferState.Stopped.class);

        JsonNode resumed = Json.read(functions.resume(Given.USER, "{}").body());
        functions.workAll();

        assertThat(resumed.path("state").textValue()).isEqualTo("counting");
        assertThat(functions.transfer().counts().total()).isEqualTo(new Tally(2, 18));
        assertThat(functions.transfer().state()).isInstanceOf(TransferState.Finished.class);
    }

    @Test
    void whoGoesOnWithoutRoomWhileItCountsIsNotAskedForIt() {
        functions.addPhotos(2);
        functions.access.setRoom(Given.ACCOUNT, new Room.Limited(0, 0));
        startUncounted();

        JsonNode resumed = Json.read(
                functions.resume(Given.USER, "{\"withoutRoom\": true}").body());
        functions.countAll();
        functions.workOnce();

        assertThat(resumed.path("state").textValue()).isEqualTo("counting");
        assertThat(functions.transfer().state()).isInstanceOf(TransferState.Running.class);
        assertThat(functions.transfer().room()).isEqualTo(new RoomCheck.Settled());
        assertThat(functions.transfer().galleryCounted()).isTrue();
    }

    @Test
    void atTheCloseATransferThatStillCountsEnds() {
        functions.addPhotos(1);
        startUncounted();
        functions.clock.moveTo(Given.CLOSE.plus(Duration.ofMinutes(1)));

        functions.workAll();

        assertThat(functions.transfer().state()).isInstanceOf(TransferState.Closed.class);
        assertThat(functions.transfer().grant()).isEmpty();
    }

    private String startUncounted() {
        return functions
                .start(Given.USER, InMemoryLibraryAccess.startBody(functions.access.consent(Given.ACCOUNT)))
                .body();
    }

    private JsonNode gallery() {
        return Json.read(functions.status(Given.USER).body()).path("gallery");
    }

    private Optional<Long> all() {
        return functions
                .inventories
                .find(Given.USER)
                .flatMap(Inventory::counted)
                .map(counted -> counted.holdings().all().items());
    }
}
