package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sundown.edge.Json;
import sundown.edge.LogRecords;
import sundown.failure.PermanentFailure;
import sundown.gallery.Item;
import sundown.transfer.Room.RoomCheck;
import sundown.transfer.TransferState.WaitReason;

/** How a hindered batch makes its transfer wait, continue or give up. */
class TransferWaitsTest {
    private final Functions functions = new Functions();

    /** Bytes that were sent can be used for a day. */
    @ParameterizedTest
    @CsvSource({"22, 3", "23, 6"})
    void sendsNoByteAgainAfterAWaitOfLessThanADay(int hours, int uploads) {
        functions.startWith(3);
        functions.library.createWith(new Answer.WaitFor(Duration.ZERO));
        functions.workAll();
        functions.clock.advance(Duration.ofHours(hours));

        functions.sweep();
        functions.workAll();

        assertThat(functions.transfer().counts().done().items()).isEqualTo(3);
        assertThat(functions.library.uploads()).hasSize(uploads);
    }

    @Test
    void waitsUntilTheQuotaIsThereAgain() {
        functions.startWith(3);
        functions.put(functions.transfer().with(new RoomCheck.Settled()));
        functions.useUpMinute();

        functions.workAll();

        assertParked(WaitReason.QUOTA, Given.NOW.plusMillis(16));
        assertThat(functions.transfer().progress().attempt()).isZero();
        assertThat(functions.library.requests()).isEmpty();
        assertThat(functions.scriptedAccess.asked())
                .as("no consent is opened, and no access asked for, in vain")
                .isZero();
    }

    /** Whether room is there decides whether anything is drawn. */
    @Test
    void drawsNothingWhileItWaitsForRoom() {
        functions.startWith(3);
        functions.put(functions.transfer().with(new RoomCheck.Open()));
        functions.access.setRoom(Given.ACCOUNT, new Room.Limited(10, 10));

        functions.workAll();

        assertParked(WaitReason.ROOM, Given.NOW.plus(Duration.ofHours(1)));
        assertThat(functions.draw(Given.USER, Functions.REQUESTS_A_USER)).isEmpty();
    }

    @Test
    void waitsUntilTomorrowWhenTheUsersShareIsUsedUpAndSaysSo() {
        functions.startWith(3);
        functions.draw(Given.USER, Functions.REQUESTS_A_USER - 3);

        functions.workAll();

        Instant midnight = Instant.parse("2023-01-16T08:00:00Z");
        assertParked(WaitReason.SHARE, midnight);
        assertThat(functions.library.requests()).isEmpty();
        JsonNode shown = Json.read(functions.status(Given.USER).body()).path("transfer");
        assertThat(shown.path("reason").textValue()).isEqualTo("SHARE");
        assertThat(shown.path("goesOnAt").textValue()).isEqualTo(midnight.toString());
        assertThat(shown.path("message").textValue()).contains("Your share of today's requests");

        functions.clock.moveTo(midnight);
        functions.sweep();
        functions.workAll();
        assertThat(functions.transfer().counts().done().items()).isEqualTo(3);
    }

    @Test
    void asksForRoomEveryHourAndGoesOnWithWhatItHas() {
        functions.startWith(3);
        functions.access.setRoom(Given.ACCOUNT, new Room.Limited(100, 99));
        functions.workAll();
        assertParked(WaitReason.ROOM, Given.NOW.plus(Duration.ofHours(1)));
        assertThat(functions.transfer().room()).isEqualTo(new RoomCheck.Missing(new Room.Limited(100, 99)));
        functions.clock.advance(Duration.ofHours(1));
        functions.sweep();
        functions.workAll();
        assertParked(WaitReason.ROOM, Given.NOW.plus(Duration.ofHours(2)));

        functions.access.setRoom(Given.ACCOUNT, Functions.ROOM);
        functions.clock.advance(Duration.ofHours(1));
        functions.sweep();
        functions.workAll();

        assertThat(functions.transfer().counts().done().items()).isEqualTo(3);
        assertThat(functions.library.uploads()).hasSize(3);
    }

    @Test
    void waitsForConsentUntilTheClose() {
        functions.startWith(3);
        functions.access.revoke(Given.ACCOUNT);

        functions.workAll();

        assertParked(WaitReason.CONSENT, Given.CLOSE);
    }

    @Test
    void triesAgainWhenRoomOrAccessCannotBeAsked() {
        functions.startWith(3);
        functions.put(functions.transfer().with(new RoomCheck.Open()));
        functions.scriptedAccess.roomWith(new LibraryAccess.RoomAnswer.NotKnown(new Answer.Retry()));
        functions.workAll();
        assertParked(WaitReason.TROUBLE, Given.NOW.plusSeconds(1));

        functions.clock.advance(Duration.ofSeconds(1));
        functions.scriptedAccess.accessWith(new Answer.WaitFor(Duration.ofMinutes(5)));
        functions.sweep();
        functions.workAll();
        assertParked(WaitReason.BUSY, functions.clock.instant().plus(Duration.ofMinutes(5)));
    }

    @Test
    void givesUpWhatCannotBeRepairedAndTellsTheOperator() {
        functions.startWith(3);
        functions.library.createWith(new Answer.GiveUp("PERMISSION_DENIED"));

        try (LogRecords log = LogRecords.of(TransferBatchFunction.class)) {
            functions.workAll();

            assertThat(log.lines()).anyMatch(line -> line.startsWith("ERROR") && line.contains("PERMISSION_DENIED"));
        }
        assertThat(functions.transfer().state()).isEqualTo(new TransferState.GaveUp(Given.NOW));
    }

    @Test
    void givesUpWhenAPortRefusesForGood() {
        Item item = functions.addPhoto(1);
        functions.start(Given.ACCOUNT);
        functions.bytes.fail(item.key(), new PermanentFailure("S3 answered AccessDenied", null));

        functions.workAll();

        assertThat(functions.transfer().state()).isEqualTo(new TransferState.GaveUp(Given.NOW));
        assertThat(functions.resume(Given.USER, "{}").statusCode()).isEqualTo(200);
    }

    private void assertParked(WaitReason reason, Instant wakeAt) {
        assertThat(functions.transfer().state()).isEqualTo(new TransferState.Waiting(reason, wakeAt));
        assertThat(functions.queue.size()).isZero();
    }
}
