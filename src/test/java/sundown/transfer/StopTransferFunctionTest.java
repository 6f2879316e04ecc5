package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sundown.edge.ApiResponse;
import sundown.edge.Json;

class StopTransferFunctionTest {
    private final Functions functions = new Functions();

    @Test
    void stopsSoThatNoOtherBatchBegins() {
        functions.addPhotos(120);
        functions.start(Given.ACCOUNT);
        functions.workOnce();

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
        Progress counted = running.progress().past(Optional.of(Given.item(1)), List.of(Given.done(1)), Given.NOW);
        functions.transfers.changeBeforeSave(Given.USER, current -> current.with(counted));

        functions.stop(Given.USER);

        assertThat(functions.transfer().state()).isInstanceOf(TransferState.Stopped.class);
        assertThat(functions.transfer().progress()).isEqualTo(counted);
    }

    @Test
    void stopsAfterTheCloseToo() {
        functions.put(Given.running());
        functions.moveClockTo(Given.CLOSE);

        assertThat(functions.stop(Given.USER).statusCode()).isEqualTo(200);
        assertThat(functions.transfer().state()).isInstanceOf(TransferState.Stopped.class);
    }
}
