package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.edge.ApiResponse;
import sundown.edge.Json;
import sundown.secret.SecretSealer.SecretPurpose;

class StartTransferFunctionTest extends Functions {
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
    void tellsAfterTheCountThatRoomIsMissingAndStartsNothing() {
        addPhotos(3);
        access.setRoom(ACCOUNT, new Room.Limited(10, 10));
        start(ACCOUNT);
        workOnce();

        JsonNode body = Json.read(status(USER).body()).path("transfer");

        assertThat(body.path("reason").textValue()).isEqualTo("ROOM");
        assertThat(body.path("room").path("bytesNeeded").longValue()).isEqualTo(27);
        assertThat(body.path("room").path("bytesFree").longValue()).isZero();
        assertThat(body.path("room").path("offer").path("name").textValue()).isEqualTo("introductory-100-gb");
        assertThat(workOnce()).isFalse();
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
}
