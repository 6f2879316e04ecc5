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

class StopTransferFunctionTest extends Functions {
    @Test
    void stopsSoThatNoOtherBatchBegins() {
        addPhotos(120);
        start(Given.ACCOUNT);
        moveOneBatch();

        ApiResponse response = stop(Given.USER);
        workAll();

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Json.read(response.body()).path("state").textValue()).isEqualTo("stopped");
        assertThat(transfer().counts().done().items()).isEqualTo(50);
    }

    @Test
    void changesNothingTheSecondTime() {
        addPhotos(3);
        start(Given.ACCOUNT);
        stop(Given.USER);
        Transfer stopped = transfer();

        assertThat(stop(Given.USER).statusCode()).isEqualTo(200);
        assertThat(transfer()).isEqualTo(stopped);
    }

    @Test
    void stopsWhatABatchHasJustCounted() {
        Transfer running = put(Given.running());
        Progress counted = running.progress().passItems(Optional.of(Given.item(1)), List.of(Given.done(1)), Given.NOW);
        transfers.changeBeforeSave(Given.USER, current -> current.with(counted));

        stop(Given.USER);

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
        start(Given.ACCOUNT);
        workAll();
        clock.advance(Duration.ofDays(2));

        assertThat(disconnect().statusCode()).isEqualTo(200);

        assertThat(transfer().state()).isInstanceOf(TransferState.Finished.class);
        assertThat(access.consents()).isZero();
        assertThat(resume(Given.USER, "{}").body()).contains("consent-needed");
        assertThat(resume(Given.USER, consentBody(access.consent(Given.ACCOUNT)))
                        .statusCode())
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

    @Test
    void goesOnOnlyWithANewConsent() {
        startWith(3);
        disconnect();

        assertThat(resume(Given.USER, "{}").body()).contains("consent-needed");
        start(Given.ACCOUNT);
        workAll();

        assertThat(transfer().counts().done().items()).isEqualTo(3);
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
        put(Given.running());
        clock.moveTo(Given.CLOSE);

        assertThat(stop(Given.USER).statusCode()).isEqualTo(200);
        assertThat(transfer().state()).isInstanceOf(TransferState.Stopped.class);
    }
}
