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
        Progress counted = running.progress().passItems(Optional.of(item(1)), List.of(done(1)), NOW);
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

    @Test
    void goesOnOnlyWithANewConsent() {
        startWith(3);
        disconnect();

        assertThat(resume(USER, "{}").body()).contains("consent-needed");
        start(ACCOUNT);
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
        put(running());
        clock.moveTo(CLOSE);

        assertThat(stop(USER).statusCode()).isEqualTo(200);
        assertThat(transfer().state()).isInstanceOf(TransferState.Stopped.class);
    }
}
