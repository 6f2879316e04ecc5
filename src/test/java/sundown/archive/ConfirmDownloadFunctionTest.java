package sundown.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.edge.ApiResponse;
import sundown.edge.Json;

class ConfirmDownloadFunctionTest {
    private final Functions functions = new Functions();

    @Test
    void notesWhichVolumesHaveArrived() {
        Stories.askAndBuild(functions);

        ApiResponse response = functions.confirm(Functions.USER, "2");

        JsonNode download = functions.view().path("download");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(download.path("volumes").get(0).path("downloaded").booleanValue())
                .isFalse();
        assertThat(download.path("volumes").get(1).path("downloaded").booleanValue())
                .isTrue();
        assertThat(download.has("finishedAt")).isFalse();
    }

    @Test
    void countsTheDownloadAsFinishedWithTheLast() {
        Stories.askAndBuild(functions);
        functions.confirm(Functions.USER, "1");

        ApiResponse response = functions.confirm(Functions.USER, "2");

        assertThat(Json.read(response.body()).path("message").textValue()).contains("You have downloaded");
        assertThat(Json.read(response.body()).path("code").textValue()).isEqualTo("downloaded");
        assertThat(functions.archive().downloads().finishedAt()).contains(functions.clock.instant());
    }

    @Test
    void requestsTheRefundBeforeItSavesTheLast() {
        Stories.askAndBuild(functions);
        functions.confirm(Functions.USER, "1");
        functions.before(
                "ArchiveStore.save",
                () -> assertThat(functions.refunds.bodies()).isNotEmpty());

        functions.confirm(Functions.USER, "2");

        assertThat(functions.archive().downloads().finishedAt()).isPresent();
    }

    @Test
    void keepsTheArchiveForAWhileAfterTheLast() {
        Stories.askAndBuild(functions);
        functions.confirm(Functions.USER, "1");
        assertThat(functions.archive().downloads().keptUntil()).isEmpty();

        ApiResponse response = functions.confirm(Functions.USER, "2");

        Instant end = functions.clock.instant().plus(Functions.KEPT);
        assertThat(Json.read(response.body()).path("endsAt").textValue()).isEqualTo(end.toString());
        functions.clock.advance(Functions.KEPT.minusSeconds(1));
        functions.sweep();
        assertThat(functions.archive().state().live()).isTrue();
        functions.clock.advance(Duration.ofSeconds(1));
        functions.sweep();
        assertThat(functions.archive().state())
                .isEqualTo(new ArchiveState.Ended(ArchiveState.Ending.EXPIRED, functions.clock.instant()));
        functions.clock.advance(ArchiveRules.WORKER_LIFE_MAX);
        functions.sweep();
        assertThat(functions.bucket.everything()).isEmpty();
        assertThat(functions.archive().downloads().finishedAt()).isPresent();
    }

    @Test
    void refusesASecondConfirmation() {
        Stories.askAndBuild(functions);
        functions.confirm(Functions.USER, "1");
        Archive before = functions.archive();

        ApiResponse response = functions.confirm(Functions.USER, "1");

        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(Problems.typeOf(response)).isEqualTo("already-confirmed");
        assertThat(functions.archive()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3", "0", "-1", "+1", "01", "1 ", "\u0661", "\uff11", "one", "../1", "99999999999"})
    void refusesAnUnknownVolume(String number) {
        Stories.askAndBuild(functions);

        ApiResponse response = functions.confirm(Functions.USER, number);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(Problems.typeOf(response)).isEqualTo("unknown-volume");
    }

    @Test
    void refusesWhileItIsBeingBuilt() {
        Stories.ask(functions);

        assertThat(Problems.typeOf(functions.confirm(Functions.USER, "1"))).isEqualTo("archive-not-ready");
    }

    @Test
    void keepsBothOfTwoConfirmationsAtOnce() {
        Stories.askAndBuild(functions);
        AtomicBoolean first = new AtomicBoolean(true);
        functions.before("ArchiveStore.save", () -> {
            if (first.getAndSet(false)) {
                functions.confirm(Functions.USER, "2");
            }
        });

        functions.confirm(Functions.USER, "1");

        assertThat(functions.archive().downloads().volumes()).containsExactlyInAnyOrder(1, 2);
        assertThat(functions.archive().downloads().finishedAt()).isPresent();
    }
}
