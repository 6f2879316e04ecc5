package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.edge.ApiResponse;
import sundown.edge.Json;
import sundown.secret.SecretSealer.SecretPurpose;

class StartTransferFunctionTest {
    private final Functions functions = new Functions();

    @Test
    void startsAndMovesEveryItem() {
        functions.addPhotos(120);

        ApiResponse response = functions.start(Given.ACCOUNT);
        functions.workAll();

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(state(response)).isEqualTo("counting");
        assertThat(functions.transfer().state()).isInstanceOf(TransferState.Finished.class);
        assertThat(functions.transfer().counts().done().items()).isEqualTo(120);
        assertThat(functions.access.held(Given.ACCOUNT)).hasSize(120);
    }

    @Test
    void tellsAfterTheCountThatRoomIsMissingAndStartsNothing() {
        functions.addPhotos(3);
        functions.access.setRoom(Given.ACCOUNT, new Room.Limited(10, 10));
        functions.start(Given.ACCOUNT);
        functions.workOnce();

        JsonNode body = Json.read(functions.status(Given.USER).body()).path("transfer");

        assertThat(body.path("reason").textValue()).isEqualTo("ROOM");
        assertThat(body.path("room").path("bytesNeeded").longValue()).isEqualTo(27);
        assertThat(body.path("room").path("bytesFree").longValue()).isZero();
        assertThat(body.path("room").path("offer").path("name").textValue()).isEqualTo("introductory-100-gb");
        assertThat(functions.workOnce()).isFalse();
    }

    @Test
    void answersASecondStartWithTheTransferThatRuns() {
        functions.addPhotos(3);
        JsonNode first = Json.read(functions.start(Given.ACCOUNT).body());
        Transfer before = functions.transfer();

        ApiResponse second = functions.start(Given.ACCOUNT);

        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(Json.read(second.body()).path("id")).isEqualTo(first.path("id"));
        assertThat(functions.transfer())
                .usingRecursiveComparison()
                .ignoringFields("grant", "version")
                .isEqualTo(before);
        assertThat(functions.queue.size()).isEqualTo(1);
    }

    @Test
    void goesOnWithAStoppedTransferOfTheSameAccount() {
        functions.addPhotos(60);
        functions.start(Given.ACCOUNT);
        functions.workOnce();
        functions.stop(Given.USER);

        ApiResponse response = functions.start(Given.ACCOUNT);
        functions.workAll();

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(functions.transfer().counts().done().items()).isEqualTo(60);
        assertThat(functions.transfer().switches()).isZero();
    }

    @Test
    void movesEverythingToTheOtherAccountAfterASwitch() {
        functions.addPhotos(60);
        functions.start(Given.ACCOUNT);
        functions.workOnce();
        functions.stop(Given.USER);

        functions.start(Given.OTHER_ACCOUNT);
        functions.workAll();

        assertThat(functions.access.held(Given.OTHER_ACCOUNT)).hasSize(60);
        assertThat(functions.transfer().counts().done().items()).isEqualTo(60);
        assertThat(functions.transfer().account()).isEqualTo(Given.OTHER_ACCOUNT);
        assertThat(functions.transfer().switches()).isEqualTo(1);
    }

    @Test
    void keepsTheGrantSealedForTheUser() {
        functions.addPhotos(1);
        functions.start(Given.ACCOUNT);

        assertThat(functions.sealer.open(
                        Given.USER,
                        SecretPurpose.REFRESH_TOKEN,
                        functions.transfer().grant().orElseThrow()))
                .satisfies(secret -> assertThat(secret.reveal()).startsWith("refresh-"));
        assertThat(functions.transfer().grant().orElseThrow().text()).doesNotContain("refresh-");
    }

    @Test
    void neverMeetsTheTransferOfAnotherUser() {
        UserId other = new UserId("u2");
        functions.register(other, "IN");
        functions.addPhotos(3);
        functions.start(Given.ACCOUNT);
        Transfer before = functions.transfer();

        assertThat(functions
                        .start(other, InMemoryLibraryAccess.startBody(functions.access.consent(Given.ACCOUNT)))
                        .body())
                .contains("empty-gallery");
        assertThat(functions.resume(other, "{}").statusCode()).isEqualTo(404);
        assertThat(functions.stop(other).statusCode()).isEqualTo(404);
        assertThat(functions.transfer()).isEqualTo(before);
    }

    private static String state(ApiResponse response) {
        return Json.read(response.body()).path("state").textValue();
    }
}
