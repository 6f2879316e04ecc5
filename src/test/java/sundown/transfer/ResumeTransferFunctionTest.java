package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sundown.edge.ApiResponse;
import sundown.edge.Json;
import sundown.gallery.Tally;
import sundown.runtime.Records;
import sundown.transfer.Room.RoomCheck;
import sundown.transfer.TransferStore.FailedItem;

class ResumeTransferFunctionTest extends Functions {
    private static final Room FULL = new Room.Limited(10, 10);

    private static final String RETRY_NOW = "{\"retryNow\": true}";

    @Test
    void saysHowMuchRoomIsStillMissing() {
        startWithoutRoom();
        Transfer before = transfer();

        ApiResponse response = resume("{}");

        JsonNode room = Json.read(response.body()).path("room");
        assertProblem(response, 409, "room-missing");
        assertThat(room.path("bytesNeeded").longValue()).isEqualTo(27);
        assertThat(room.path("bytesFree").longValue()).isZero();
        assertThat(room.path("offer").path("name").textValue()).isEqualTo("introductory-100-gb");
        assertThat(transfer()).isEqualTo(before);
    }

    @Test
    void goesOnOnceTheUserBoughtRoom() {
        startWithoutRoom();
        access.setRoom(ACCOUNT, ROOM);

        assertThat(resume("{}").statusCode()).isEqualTo(200);
        workAll();

        assertThat(transfer().counts().done().items()).isEqualTo(3);
    }

    @Test
    void goesOnWithoutRoomWhenTheUserSaysSo() {
        startWithoutRoom();

        ApiResponse response = resume("{\"withoutRoom\": true}");
        workOnce();

        assertThat(state(response)).isEqualTo("running");
        assertThat(library.requests()).contains("create 3");
    }

    @Test
    void keepsTheUsersWordWhenTheSweepAsksAtTheSameMoment() {
        startWithoutRoom();
        clock.advance(Duration.ofHours(1));
        sweep();
        scriptedAccess.beforeRoom(() -> {
            scriptedAccess.beforeRoom(() -> {});
            resume("{\"withoutRoom\": true}");
        });
        workOnce();

        assertThat(transfer().room()).isEqualTo(new RoomCheck.Settled());
        workAll();
        assertThat(library.requests()).contains("create 3");
    }

    @Test
    void needsTheSameAccountOnceConsentIsGone() {
        startAndWithdrawConsent();

        assertProblem(resume("{}"), 422, "consent-needed");
        assertProblem(resume(consentBody(access.consent(OTHER_ACCOUNT))), 409, "other-account");

        assertThat(resume(consentBody(access.consent(ACCOUNT))).statusCode()).isEqualTo(200);
        workAll();
        assertThat(transfer().counts().done().items()).isEqualTo(3);
    }

    @Test
    void triesFailedItemsAgainAfterADay() {
        startWithAFailure();
        JsonNode tooEarly = Json.read(resume("{}").body());

        assertThat(tooEarly.path("type").textValue()).endsWith(":retry-too-early");
        assertThat(tooEarly.path("retrySensibleAt").textValue()).isEqualTo("2023-01-16T12:00:00Z");

        clock.advance(Duration.ofHours(24));
        assertThat(resume("{}").statusCode()).isEqualTo(200);
    }

    @Test
    void triesFailedItemsAgainAtOnceWhenTheUserInsists() {
        startWithAFailure();
        mend(2);

        assertThat(resume(RETRY_NOW).statusCode()).isEqualTo(200);
        workAll();

        assertThat(transfer().counts().done().items()).isEqualTo(3);
        assertThat(failed()).isEmpty();
        assertProblem(resume("{}"), 409, "nothing-left");
    }

    @Test
    void triesFailedItemsAgainOnceAnHourAndSaysWhen() {
        startWithAFailure();
        resume(RETRY_NOW);
        workAll();

        ApiResponse refused = resume(RETRY_NOW);

        assertProblem(refused, 409, "retried-before");
        assertThat(Json.read(refused.body()).path("retryPossibleAt").textValue())
                .isEqualTo("2023-01-15T13:00:00Z");
        assertThat(Json.read(status(USER).body())
                        .at("/transfer/retryPossibleAt")
                        .textValue())
                .isEqualTo("2023-01-15T13:00:00Z");

        clock.advance(Duration.ofHours(1));
        assertThat(resume(RETRY_NOW).statusCode()).isEqualTo(200);
    }

    @Test
    void neverTriesAgainWhatCannotSucceed() {
        addPhotos(3);
        addText(2);
        addFile(3, "photo-3.jpg", "");
        start(ACCOUNT);
        workAll();
        int requests = library.requests().size();

        assertProblem(resume(RETRY_NOW), 409, "nothing-to-retry");
        assertThat(workOnce()).isFalse();
        assertThat(library.requests()).hasSize(requests);
        assertThat(Json.read(status(USER).body()).at("/transfer/message").textValue())
                .contains("but for 2 that Google Photos does not take");
        assertThat(transfer().grant()).as("no consent is kept for nothing").isEmpty();
    }

    @Test
    void triesOnlyWhatMaySucceed() {
        startWithAFailure();
        transfers.saveFailures(transfer(), List.of(permanent(1), permanent(3)));
        put(counted(transfer(), 3, 2));
        mend(2);
        int requests = library.requests().size();

        resume(RETRY_NOW);
        workAll();

        assertThat(library.requests()).hasSize(requests + 2).endsWith("create 1");
        assertThat(transfer().counts().done().items()).isEqualTo(1);
        assertThat(transfer().counts().permanent()).isEqualTo(tally(2));
        assertThat(failed()).hasSize(2);
    }

    /** Rows of 1.0 do not count the failures that cannot change. */
    @Test
    void countsWhatAnEarlierVersionDidNotTellApart() {
        startWithAFailure();
        transfers.saveFailures(transfer(), List.of(permanent(1), permanent(3)));
        put(counted(transfer(), 3, 0));

        resume(RETRY_NOW);
        workAll();

        assertThat(transfer().counts()).isEqualTo(counts(3, 2));
    }

    @Test
    void goesOnWhereItWasStopped() {
        startWith(60);
        moveOneBatch();
        stop(USER);

        resume("");
        workAll();

        assertThat(transfer().counts().done().items()).isEqualTo(60);
        assertThat(library.uploads()).hasSize(60);
    }

    private void startWithoutRoom() {
        addPhotos(3);
        access.setRoom(ACCOUNT, FULL);
        start(ACCOUNT);
        workOnce();
    }

    private void startAndWithdrawConsent() {
        startWith(3);
        access.revoke(ACCOUNT);
        workAll();
    }

    private void startWithAFailure() {
        addPhotos(3);
        objects.remove(item(item(2), "photo-2.jpg", 0, Optional.empty()).key());
        start(ACCOUNT);
        workAll();
        assertThat(failed()).hasSize(1);
    }

    private void mend(int number) {
        addPhoto(number);
    }

    private static FailedItem permanent(int number) {
        return new FailedItem(item(number), "a.jpg", 9, FailureReason.NOT_A_PHOTO_OR_VIDEO, NOW);
    }

    private static Transfer counted(Transfer transfer, int failed, int permanent) {
        return transfer.with(Records.with(transfer.progress(), "counts", counts(failed, permanent)));
    }

    private static Counts counts(int failed, int permanent) {
        return new Counts(tally(3), Tally.NONE, Tally.NONE, tally(failed), tally(permanent), Tally.NONE);
    }

    private static Tally tally(int items) {
        return new Tally(items, 9L * items);
    }

    private ApiResponse resume(String body) {
        return resume(USER, body);
    }

    private static String state(ApiResponse response) {
        return Json.read(response.body()).path("state").textValue();
    }

    private static void assertProblem(ApiResponse response, int status, String name) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(Json.read(response.body()).path("type").textValue()).endsWith(":" + name);
    }
}
