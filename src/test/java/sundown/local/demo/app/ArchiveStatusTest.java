package sundown.local.demo.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class ArchiveStatusTest {
    @Test
    void readsAnArchiveThatIsPlanned() throws JsonProcessingException {
        ArchiveStatus status = read("""
                {"state": "planning", "message": "Soon.", "progress": {"items": 5, "volumesDone": 0, "bytesDone": 0},
                 "leftOut": 0}
                """);

        assertThat(status.atWork()).isTrue();
        assertThat(status.volumes()).isEmpty();
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

    private static ArchiveStatus read(String json) throws JsonProcessingException {
        return ArchiveStatus.of(new ObjectMapper().readTree(json));
    }
}
