package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.UserId;
import sundown.edge.ApiResponse;
import sundown.edge.Json;
import sundown.failure.RetryableFailure;
import sundown.gallery.Tally;
import sundown.runtime.Records;
import sundown.secret.SecretSealer.SecretPurpose;
import sundown.transfer.Progress.Counts;
import sundown.transfer.Progress.Cursor;
import sundown.transfer.Room.RoomCheck;
import sundown.transfer.Transfer.TransferState;
import sundown.transfer.TransferStore.FailedItem;

/** Users start, stop, and resume their transfers, and disconnect them. Sundown keeps no token that it does not use. */
class TransferRequestsTest extends Functions {
    private static final Room FULL = new Room.Limited(10, 10);

    private static final String RETRY_NOW = "{\"retryNow\": true}";

    @Test
    void startsAndMovesEveryItem() {
        addPhotos(120);

        ApiResponse response = start(ACCOUNT);
        workAll();

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(state(response)).isEqualTo("counting");
        assertThat(transfer().state()).isInstanceOf(TransferState.Finished.class);
        assertThat(transfer().counts().done().items()).isEqualTo(120);
        assertThat(access.held(ACCOUNT)).hasSize(120);
    }

    @Test
    void answersASecondStartWithTheTransferThatRuns() {
        addPhotos(3);
        JsonNode first = Json.read(start(ACCOUNT).body());
        Transfer before = transfer();

        ApiResponse second = start(ACCOUNT);

        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(Json.read(second.body()).path("id")).isEqualTo(first.path("id"));
        assertThat(transfer())
                .usingRecursiveComparison()
                .ignoringFields("grant", "version")
                .isEqualTo(before);
        assertThat(queue.size()).isEqualTo(1);
    }

    @Test
    void goesOnWithAStoppedTransferOfTheSameAccount() {
        addPhotos(60);
        start(ACCOUNT);
        workOnce();
        stop(USER);

        ApiResponse response = start(ACCOUNT);
        workAll();

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(transfer().counts().done().items()).isEqualTo(60);
        assertThat(transfer().switches()).isZero();
    }

    @Test
    void movesEverythingToTheOtherAccountAfterASwitch() {
        addPhotos(60);
        start(ACCOUNT);
        workOnce();
        stop(USER);

        start(OTHER_ACCOUNT);
        workAll();

        assertThat(access.held(OTHER_ACCOUNT)).hasSize(60);
        assertThat(transfer().counts().done().items()).isEqualTo(60);
        assertThat(transfer().account()).isEqualTo(OTHER_ACCOUNT);
        assertThat(transfer().switches()).isEqualTo(1);
    }

    @Test
    void keepsTheGrantSealedForTheUser() {
        addPhotos(1);
        start(ACCOUNT);

        assertThat(sealer.open(
                        USER, SecretPurpose.REFRESH_TOKEN, transfer().grant().orElseThrow()))
                .satisfies(secret -> assertThat(secret.reveal()).startsWith("refresh-"));
        assertThat(transfer().grant().orElseThrow().text()).doesNotContain("refresh-");
    }

    @Test
    void neverMeetsTheTransferOfAnotherUser() {
        UserId other = new UserId("u2");
        register(other, "IN");
        addPhotos(3);
        start(ACCOUNT);
        Transfer before = transfer();

        assertThat(start(other, InMemoryLibraryAccess.startBody(access.consent(ACCOUNT)))
                        .body())
                .contains("empty-gallery");
        assertThat(resume(other, "{}").statusCode()).isEqualTo(404);
        assertThat(stop(other).statusCode()).isEqualTo(404);
        assertThat(transfer()).isEqualTo(before);
    }

    private static String state(ApiResponse response) {
        return Json.read(response.body()).path("state").textValue();
    }

    @Test
    void stopsSoThatNoOtherBatchBegins() {
        addPhotos(120);
        start(ACCOUNT);
        moveOneBatch();

        ApiResponse response = stop(USER);
        workAll();

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Json.read(response.body()).path("state").textValue()).isEqualTo("stopped");
        assertThat(transfer().counts().done().items()).isEqualTo(50);
    }

    @Test
    void changesNothingTheSecondTime() {
        addPhotos(3);
        start(ACCOUNT);
        stop(USER);
        Transfer stopped = transfer();

        assertThat(stop(USER).statusCode()).isEqualTo(200);
        assertThat(transfer()).isEqualTo(stopped);
    }

    @Test
    void stopsWhatABatchHasJustCounted() {
        Transfer running = put(running());
        Progress counted = running.progress().passItems(Optional.of(Cursor.after(1)), List.of(done(1)), 0, NOW);
        transfers.changeBeforeSave(USER, current -> current.with(counted));

        stop(USER);

        assertThat(transfer().state()).isInstanceOf(TransferState.Stopped.class);
        assertThat(transfer().progress()).isEqualTo(counted);
    }

    @Test
    void disconnectsWhatItStops() {
        startWith(3);

        JsonNode view = Json.read(disconnect().body());

        assertThat(view.path("state").textValue()).isEqualTo("stopped");
        assertThat(view.path("connected").booleanValue()).isFalse();
        assertThat(transfer().grant()).isEmpty();
        assertThat(access.consents()).isZero();
    }

    @Test
    void disconnectsWhatHasEndedWithItemsToTryAgain() {
        addPhotos(3);
        objects.remove(addPhoto(2).key());
        start(ACCOUNT);
        workAll();
        clock.advance(Duration.ofDays(2));

        assertThat(disconnect().statusCode()).isEqualTo(200);

        assertThat(transfer().state()).isInstanceOf(TransferState.Finished.class);
        assertThat(access.consents()).isZero();
        assertThat(resume(USER, "{}").body()).contains("consent-needed");
        assertThat(resume(USER, consentBody(access.consent(ACCOUNT))).statusCode())
                .isEqualTo(200);
        assertThat(transfer().state()).isInstanceOf(TransferState.Running.class);
    }

    @Test
    void disconnectsASecondTimeWithoutEffect() {
        startWith(3);
        disconnect();
        Transfer disconnected = transfer();

        assertThat(disconnect().statusCode()).isEqualTo(200);
        assertThat(transfer()).isEqualTo(disconnected);
    }

    /** What is forgotten could not be revoked any more. */
    @Test
    void keepsTheTokenUntilGoogleHasRevokedIt() {
        startWith(3);
        scriptedAccess.failToRevoke(new RetryableFailure("no answer"));

        ApiResponse unanswered = disconnect();

        assertThat(unanswered.statusCode()).isEqualTo(503);
        assertThat(unanswered.body()).contains("google-unavailable");
        assertThat(transfer().state()).isInstanceOf(TransferState.Stopped.class);
        assertThat(transfer().grant()).isPresent();
        assertThat(disconnect().statusCode()).isEqualTo(200);
        assertThat(access.consents()).isZero();
    }

    @Test
    void stopsAfterTheCloseToo() {
        put(running());
        clock.moveTo(CLOSE);

        assertThat(stop(USER).statusCode()).isEqualTo(200);
        assertThat(transfer().state()).isInstanceOf(TransferState.Stopped.class);
    }

    @Test
    void saysHowMuchRoomIsStillMissing() {
        startWithoutRoom();
        Transfer before = transfer();

        ApiResponse response = resume("{}");

        JsonNode room = Json.read(response.body()).path("room");
        assertProblem(response, 409, "room-missing");
        assertThat(room.path("bytesNeeded").longValue()).isEqualTo(27);
        assertThat(room.path("bytesFree").longValue()).isZero();
        assertThat(room.path("offer").path("length").textValue()).isEqualTo("P3M");
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
    void asksForConsentIfItIsGoneWhenRoomIsAskedFor() {
        startWithoutRoom();
        access.revoke(ACCOUNT);

        assertProblem(resume("{}"), 422, "consent-needed");
        assertThat(resume(USER, consentBody(access.consent(ACCOUNT))).body()).contains("room-missing");
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
        return new Counts(tally(3), Tally.NONE, Tally.NONE, tally(failed), tally(permanent), Tally.NONE, Tally.NONE);
    }

    private static Tally tally(int items) {
        return new Tally(items, 9L * items);
    }

    private ApiResponse resume(String body) {
        return resume(USER, body);
    }

    private static void assertProblem(ApiResponse response, int status, String name) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(Json.read(response.body()).path("type").textValue()).endsWith(":" + name);
    }

    @Test
    void ofATransferThatHasFinished() {
        startWith(3);
        assertThat(access.consents()).isEqualTo(1);

        workAll();

        assertThat(transfer().state()).isInstanceOf(TransferState.Finished.class);
        assertThat(access.consents()).isZero();
    }

    @Test
    void ofATransferThatTheCloseEnds() {
        startWith(3);
        clock.moveTo(CLOSE);

        workAll();

        assertThat(transfer().state()).isInstanceOf(TransferState.Closed.class);
        assertThat(access.consents()).isZero();
    }

    @Test
    void notOfATransferWithItemsToTryAgain() {
        addPhotos(3);
        objects.remove(addPhoto(2).key());
        start(ACCOUNT);

        workAll();

        assertThat(failed()).hasSize(1);
        assertThat(access.consents()).isEqualTo(1);
    }

    @Test
    void ofTheAccountBeforeASwitch() {
        startWith(3);
        stop(USER);

        assertThat(start(OTHER_ACCOUNT).statusCode()).isEqualTo(201);

        assertThat(access.consents()).isEqualTo(1);
        workAll();
        assertThat(transfer().counts().done().items()).isEqualTo(3);
    }

    @Test
    void thatAStartDoesNotKeep() {
        assertThat(start(ACCOUNT).statusCode()).as("an empty gallery").isEqualTo(422);
        assertThat(access.consents()).isZero();

        startWith(3);
        assertThat(start(OTHER_ACCOUNT).statusCode()).as("stop first").isEqualTo(409);
        assertThat(access.consents()).isEqualTo(1);
    }

    @Test
    void thatAResumeDoesNotKeep() {
        startWith(3);
        stop(USER);

        ApiResponse refused = resume(USER, consentBody(access.consent(OTHER_ACCOUNT)));

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(access.consents()).isEqualTo(1);
    }

    /** Google would forget the transfer's own token, too. */
    @Test
    void notOfTheAccountThatTheTransferUses() {
        startWith(3);

        assertThat(start(ACCOUNT).statusCode()).as("under way").isEqualTo(200);
        resume(USER, consentBody(access.consent(ACCOUNT)));
        workAll();

        assertThat(transfer().counts().done().items()).isEqualTo(3);
    }

    /** The user has withdrawn the consent that the transfer keeps: the new one takes its place, or nobody has it. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isTheOneThatTheTransferKeepsFromThenOn(boolean byResume) {
        startWith(3);
        access.revoke(ACCOUNT);

        ApiResponse answer = byResume ? resume(USER, consentBody(access.consent(ACCOUNT))) : start(ACCOUNT);

        assertThat(answer.statusCode()).isEqualTo(200);
        workAll();
        assertThat(transfer().counts().done().items()).isEqualTo(3);
        assertThat(access.consents()).isZero();
    }

    @Test
    void changeNothingWhenGoogleDoesNotAnswer() {
        startWith(3);
        scriptedAccess.failToRevoke(new RetryableFailure("no answer"));

        workAll();

        assertThat(transfer().state()).isInstanceOf(TransferState.Finished.class);
        assertThat(refunds.size()).isEqualTo(1);
        clock.advance(Duration.ofHours(1));
        assertThat(workOnce()).isFalse();
    }
}
