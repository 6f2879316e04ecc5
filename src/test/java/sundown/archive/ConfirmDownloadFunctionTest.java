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

class ConfirmDownloadFunctionTest extends Functions {
    @Test
    void notesWhichVolumesHaveArrived() {
        askAndBuild();

        ApiResponse response = confirm(USER, "2");

        JsonNode download = view().path("download");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(download.path("volumes").get(0).path("downloaded").booleanValue())
                .isFalse();
        assertThat(download.path("volumes").get(1).path("downloaded").booleanValue())
                .isTrue();
        assertThat(download.has("finishedAt")).isFalse();
    }

    @Test
    void countsTheDownloadAsFinishedWithTheLast() {
        askAndBuild();
        confirm(USER, "1");

        ApiResponse response = confirm(USER, "2");

        assertThat(Json.read(response.body()).path("message").textValue()).contains("You have downloaded");
        assertThat(Json.read(response.body()).path("code").textValue()).isEqualTo("downloaded");
        assertThat(archive().downloads().finishedAt()).contains(clock.instant());
    }

    @Test
    void requestsTheRefundBeforeItSavesTheLast() {
        askAndBuild();
        confirm(USER, "1");
        before("ArchiveStore.save", () -> assertThat(refunds.bodies()).isNotEmpty());

        confirm(USER, "2");

        assertThat(archive().downloads().finishedAt()).isPresent();
    }

    @Test
    void keepsTheArchiveForAWhileAfterTheLast() {
        askAndBuild();
        confirm(USER, "1");
        assertThat(archive().downloads().keptUntil()).isEmpty();

        ApiResponse response = confirm(USER, "2");

        Instant end = clock.instant().plus(KEPT);
        assertThat(Json.read(response.body()).path("endsAt").textValue()).isEqualTo(end.toString());
        clock.advance(KEPT.minusSeconds(1));
        sweep();
        assertThat(archive().state().live()).isTrue();
        clock.advance(Duration.ofSeconds(1));
        sweep();
        assertThat(archive().state()).isEqualTo(new ArchiveState.Ended(ArchiveState.Ending.EXPIRED, clock.instant()));
        clock.advance(ArchiveRules.WORKER_LIFE_MAX);
        sweep();
        assertThat(bucket.everything()).isEmpty();
        assertThat(archive().downloads().finishedAt()).isPresent();
    }

    @Test
    void refusesASecondConfirmation() {
        askAndBuild();
        confirm(USER, "1");
        Archive before = archive();

        ApiResponse response = confirm(USER, "1");

        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(Problems.typeOf(response)).isEqualTo("already-confirmed");
        assertThat(archive()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3", "0", "-1", "+1", "01", "1 ", "\u0661", "\uff11", "one", "../1", "99999999999"})
    void refusesAnUnknownVolume(String number) {
        askAndBuild();

        ApiResponse response = confirm(USER, number);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(Problems.typeOf(response)).isEqualTo("unknown-volume");
    }

    @Test
    void refusesWhileItIsBeingBuilt() {
        ask();

        assertThat(Problems.typeOf(confirm(USER, "1"))).isEqualTo("archive-not-ready");
    }

    @Test
    void keepsBothOfTwoConfirmationsAtOnce() {
        askAndBuild();
        AtomicBoolean first = new AtomicBoolean(true);
        before("ArchiveStore.save", () -> {
            if (first.getAndSet(false)) {
                confirm(USER, "2");
            }
        });

        confirm(USER, "1");

        assertThat(archive().downloads().volumes()).containsExactlyInAnyOrder(1, 2);
        assertThat(archive().downloads().finishedAt()).isPresent();
    }
}
