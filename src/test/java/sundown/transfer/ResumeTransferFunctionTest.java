package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import sundown.edge.ApiResponse;
import sundown.edge.Json;

class ResumeTransferFunctionTest {
    private static final Room FULL = new Room.Limited(10, 10);

    private final Functions functions = new Functions();

    @Test
    void saysHowMuchRoomIsStillMissing() {
        startWithoutRoom();
        Transfer before = functions.transfer();

        ApiResponse response = resume("{}");

        JsonNode room = Json.read(response.body()).path("room");
        assertProblem(response, 409, "room-missing");
        assertThat(room.path("bytesNeeded").longValue()).isEqualTo(27);
        assertThat(room.path("bytesFree").longValue()).isZero();
        assertThat(room.path("offer").path("name").textValue()).isEqualTo("introductory-100-gb");
        assertThat(functions.transfer()).isEqualTo(before);
    }

    @Test
    void goesOnOnceTheUserBoughtRoom() {
        startWithoutRoom();
        functions.access.setRoom(Given.ACCOUNT, Functions.ROOM);

        assertThat(resume("{}").statusCode()).isEqualTo(200);
        functions.workAll();

        assertThat(functions.transfer().counts().done().items()).isEqualTo(3);
    }

    @Test
    void goesOnWithoutRoomWhenTheUserSaysSo() {
        startWithoutRoom();

        ApiResponse response = resume("{\"withoutRoom\": true}");
        functions.workOnce();

        assertThat(state(response)).isEqualTo("running");
        assertThat(functions.library.requests()).contains("create 3");
    }

    @Test
    void keepsTheUsersWordWhenTheSweepAsksAtTheSameMoment() {
        startWithoutRoom();
        functions.clock.advance(Duration.ofHours(1));
        functions.sweep();
        functions.scriptedAccess.beforeRoom(() -> {
            functions.scriptedAccess.beforeRoom(() -> {});
            resume("{\"withoutRoom\": true}");
        });
        functions.workOnce();

        assertThat(functions.transfer().room()).isEqualTo(new RoomCheck.Settled());
        functions.workAll();
        assertThat(functions.library.requests()).contains("create 3");
    }

    @Test
    void needsTheSameAccountOnceConsentIsGone() {
        startAndWithdrawConsent();

        assertProblem(resume("{}"), 422, "consent-needed");
        assertProblem(
                resume(Functions.consentBody(functions.access.consent(Given.OTHER_ACCOUNT))), 409, "other-account");

        assertThat(resume(Functions.consentBody(functions.access.consent(Given.ACCOUNT)))
                        .statusCode())
                .isEqualTo(200);
        functions.workAll();
        assertThat(functions.transfer().counts().done().items()).isEqualTo(3);
    }

    @Test
    void changesNothingWithAnotherAccount() {
        startAndWithdrawConsent();
        Transfer before = functions.transfer();

        resume(Functions.consentBody(functions.access.consent(Given.OTHER_ACCOUNT)));

        assertThat(functions.transfer()).isEqualTo(before);
        assertThat(functions.workOnce()).isFalse();
    }

    @Test
    void triesFailedItemsAgainAfterADay() {
        startWithAFailure();
        JsonNode tooEarly = Json.read(resume("{}").body());

        assertThat(tooEarly.path("type").textValue()).endsWith(":retry-too-early");
        assertThat(tooEarly.path("retrySensibleAt").textValue()).isEqualTo("2023-01-16T12:00:00Z");

        functions.clock.advance(Duration.ofHours(24));
        assertThat(resume("{}").statusCode()).isEqualTo(200);
    }

    @Test
    void triesFailedItemsAgainAtOnceWhenTheUserInsists() {
        startWithAFailure();
        functions.addFile(2, "photo-2.jpg", "Now it is a picture");

        assertThat(resume("{\"retryNow\": true}").statusCode()).isEqualTo(200);
        functions.workAll();

        assertThat(functions.transfer().counts().done().items()).isEqualTo(3);
        assertThat(functions.failed()).isEmpty();
        assertProblem(resume("{}"), 409, "nothing-left");
    }

    @Test
    void changesNothingOfATransferThatRuns() {
        functions.startWith(3);
        Transfer before = functions.transfer();

        assertThat(state(resume("{}"))).isEqualTo("running");
        assertThat(functions.transfer()).isEqualTo(before);
    }

    @Test
    void goesOnWhereItWasStopped() {
        functions.startWith(60);
        functions.workOnce();
        functions.stop(Given.USER);

        resume("");
        functions.workAll();

        assertThat(functions.transfer().counts().done().items()).isEqualTo(60);
        assertThat(functions.library.requests().stream().filter(request -> request.startsWith("upload")))
                .hasSize(60);
    }

    private void startWithoutRoom() {
        functions.addPhotos(3);
        functions.access.setRoom(Given.ACCOUNT, FULL);
        functions.start(Given.ACCOUNT);
    }

    private void startAndWithdrawConsent() {
        functions.startWith(3);
        functions.access.revoke(Given.ACCOUNT);
        functions.workAll();
    }

    private void startWithAFailure() {
        functions.addPhotos(3);
        functions.addText(2);
        functions.start(Given.ACCOUNT);
        functions.workAll();
        assertThat(functions.failed()).hasSize(1);
    }

    private ApiResponse resume(String body) {
        return functions.resume(Given.USER, body);
    }

    private static String state(ApiResponse response) {
        return Json.read(response.body()).path("state").textValue();
    }

    private static void assertProblem(ApiResponse response, int status, String name) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(Json.read(response.body()).path("type").textValue()).endsWith(":" + name);
    }
}
