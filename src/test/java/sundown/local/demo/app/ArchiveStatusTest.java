package sundown.local.demo.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sundown.local.demo.app.ArchiveStatus.Progress;

class ArchiveStatusTest {
    private static final Instant NOW = Instant.parse("2023-01-15T10:00:00Z");

    @Test
    void readsAnArchiveThatIsPlanned() throws JsonProcessingException {
        ArchiveStatus status = read("""
                {"state": "planning", "message": "Soon.", "progress": {"items": 5, "volumesDone": 0, "bytesDone": 0},
                 "leftOut": 0}
                """);

        assertThat(status.atWork()).isTrue();
        assertThat(status.progress().volumes()).isEmpty();
        assertThat(status.download()).isEmpty();
    }

    @Test
    void readsAnArchiveThatIsReady() throws JsonProcessingException {
        ArchiveStatus status = read("""
                {"state": "ready", "message": "Here.",
                 "progress": {"items": 5, "volumes": 1, "volumesDone": 1, "bytes": 9, "bytesDone": 9}, "leftOut": 2,
                 "download": {"password": "abcd-efgh", "volumes": [
                   {"number": 1, "name": "photos-1-of-1.zip", "bytes": 9, "sha256": "00", "link": "http://127.0.0.1/1"}
                 ]}}
                """);

        assertThat(status.atWork()).isFalse();
        assertThat(status.leftOut()).isEqualTo(2);
        assertThat(status.download().orElseThrow().password().reveal()).isEqualTo("abcd-efgh");
        assertThat(status.download().orElseThrow().volumes())
                .singleElement()
                .returns("photos-1-of-1.zip", ArchiveStatus.Volume::name)
                .returns(9L, ArchiveStatus.Volume::bytes);
    }

    @Test
    void refusesAnAnswerThatLacksWhatItMustHave() {
        assertThatThrownBy(() -> read("{\"state\": \"planning\", \"message\": \"Soon.\", \"leftOut\": 0}"))
                .isInstanceOf(JsonProcessingException.class)
                .hasMessageContaining("progress");
        assertThatThrownBy(() -> read("""
                        {"state": "planning", "message": "Soon.", "progress": {"bytesDone": 0}, "leftOut": 0}
                        """))
                .isInstanceOf(JsonProcessingException.class)
                .hasMessageContaining("volumesDone");
    }

    @Test
    void saysInItsLineWhatTheUserIsToldUntilThereIsAPlan() {
        ArchiveStatus planned = status(
                "planning",
                "We are looking through your gallery.",
                new Progress(0, Optional.empty(), 0, Optional.empty(), Optional.empty()));

        assertThat(planned.line(NOW)).isEqualTo("We are looking through your gallery.");
    }

    @Test
    void showsVolumesBytesAndTimeLeftInItsLine() {
        ArchiveStatus half = status(
                "building",
                "Your archive is being built.",
                new Progress(
                        1, Optional.of(4), 50_000_000, Optional.of(100_000_000L), Optional.of(NOW.plusSeconds(20))));

        assertThat(half.line(NOW))
                .isEqualTo("[############............]  50 %  1 of 4 volumes, 50.0 MB of 100.0 MB, 20 s left");
    }

    private static ArchiveStatus status(String state, String message, Progress progress) {
        return new ArchiveStatus(state, message, progress, 0, Optional.empty());
    }

    private static ArchiveStatus read(String json) throws JsonProcessingException {
        return App.read(new ObjectMapper().readTree(json), ArchiveStatus.class);
    }
}
