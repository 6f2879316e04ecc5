package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sundown.edge.ApiResponse;
import sundown.edge.Json;
import sundown.failure.RetryableFailure;

class StopTransferFunctionTest {
    private final Functions functions = new Functions();

    @Test
    void stopsSoThatNoOtherBatchBegins() {
        functions.addPhotos(120);
        functions.start(Given.ACCOUNT);
        functions.moveOneBatch();

        ApiResponse response = functions.stop(Given.USER);
        functions.workAll();

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Json.read(response.body()).path("state").textValue()).isEqualTo("stopped");
        assertThat(functions.transfer().counts().done().items()).isEqualTo(50);
    }

    @Test
    void changesNothingTheSecondTime() {
        functions.addPhotos(3);
        functions.start(Given.ACCOUNT);
        functions.stop(Given.USER);
        Transfer stopped = functions.transfer();

        assertThat(functions.stop(Given.USER).statusCode()).isEqualTo(200);
        assertThat(functions.transfer()).isEqualTo(stopped);
    }

    @Test
    void stopsWhatABatchHasJustCounted() {
        Transfer running = functions.put(Given.running());
        Progress counted = running.progress().passItems(Optional.of(Given.item(1)), List.of(Given.done(1)), Given.NOW);
        functions.transfers.changeBeforeSave(Given.USER, current -> current.with(counted));

        functions.stop(Given.USER);

        assertThat(functions.transfer().state()).isInstanceOf(TransferState.Stopped.class);
        assertThat(functions.transfer().progress()).isEqualTo(counted);
    }

    @Test
    void disconnectsWhatItStops() {
        functions.startWith(3);

        JsonNode view = Json.read(functions.disconnect().body());

        assertThat(view.path("state").textValue()).isEqualTo("stopped");
        assertThat(view.path("connected").booleanValue()).isFalse();
        assertThat(functions.transfer().grant()).isEmpty();
        assertThat(functions.access.consents()).isZero();
    }

    @Test
    void disconnectsWhatHasEndedWithItemsToTryAgain() {
        functions.addPhotos(3);
        functions.objects.remove(functions.addPhoto(2).key());
        functions.start(Given.ACCOUNT);
        functions.workAll();
        functions.clock.advance(Duration.ofDays(2));

        assertThat(functions.disconnect().statusCode()).isEqualTo(200);

        assertThat(functions.transfer().state()).isInstanceOf(TransferState.Finished.class);
        assertThat(functions.access.consents()).isZero();
        assertThat(functions.resume(Given.USER, "{}").body()).contains("consent-needed");
        assertThat(functions
                        .resume(Given.USER, Functions.consentBody(functions.access.consent(Given.ACCOUNT)))
                        .statusCode())
                .isEqualTo(200);
        assertThat(functions.transfer().state()).isInstanceOf(TransferState.Running.class);
    }

    @Test
    void disconnectsASecondTimeWithoutEffect() {
        functions.startWith(3);
        functions.disconnect();
        Transfer disconnected = functions.transfer();

        assertThat(functions.disconnect().statusCode()).isEqualTo(200);
        assertThat(functions.transfer()).isEqualTo(disconnected);
    }

    @Test
    void goesOnOnlyWithANewConsent() {
        functions.startWith(3);
        functions.disconnect();

        assertThat(functions.resume(Given.USER, "{}").body()).contains("consent-needed");
        functions.start(Given.ACCOUNT);
        functions.workAll();

        assertThat(functions.transfer().counts().done().items()).isEqualTo(3);
    }

    /** What is forgotten could not be revoked any more. */
    @Test
    void keepsTheTokenUntilGoogleHasRevokedIt() {
        functions.startWith(3);
        functions.scriptedAccess.failToRevoke(new RetryableFailure("no answer"));

        ApiResponse unanswered = functions.disconnect();

        assertThat(unanswered.statusCode()).isEqualTo(503);
        assertThat(unanswered.body()).contains("google-unavailable");
        assertThat(functions.transfer().state()).isInstanceOf(TransferState.Stopped.class);
        assertThat(functions.transfer().grant()).isPresent();
        assertThat(functions.disconnect().statusCode()).isEqualTo(200);
        assertThat(functions.access.consents()).isZero();
    }

    @Test
    void stopsAfterTheCloseToo() {
        functions.put(Given.running());
        functions.clock.moveTo(Given.CLOSE);

        assertThat(functions.stop(Given.USER).statusCode()).isEqualTo(200);
        assertThat(functions.transfer().state()).isInstanceOf(TransferState.Stopped.class);
    }
}
