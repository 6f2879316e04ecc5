package sundown.local.demo.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SampleTimelineTest {
    private static final String SAMPLE = """
            {"groups": [
              {"id": "1", "notice": "2022-10-25", "exportsOpen": "2022-11-30", "close": "2023-05-31",
               "refundBy": "2023-07-31T12:00:00Z"},
              {"id": "2", "notice": "2022-10-25T00:00:00Z", "exportsOpen": "2022-12-31T21:00:00Z",
               "close": "2023-06-30", "refundBy": "2023-07-31"}]}
            """;

    @Test
    void movesLocalDatesAndInstantsByTheSameDays() throws JsonProcessingException {
        JsonNode shifted = SampleTimeline.opened(SAMPLE, "1", Instant.parse("2022-12-15T23:59:59Z"))
                .document();

        assertThat(shifted.at("/groups/0/exportsOpen").asText()).isEqualTo("2022-12-01");
        assertThat(shifted.at("/groups/0/close").asText()).isEqualTo("2023-06-01");
        assertThat(shifted.at("/groups/0/refundBy").asText()).isEqualTo("2023-08-01T12:00:00Z");
        assertThat(shifted.at("/groups/1/exportsOpen").asText()).isEqualTo("2023-01-01T21:00:00Z");
        assertThat(shifted.at("/groups/1/close").asText()).isEqualTo("2023-07-01");
    }

    @Test
    void movesTheGroupThatHasEndedFurtherThanTheOthers() throws JsonProcessingException {
        Instant now = Instant.parse("2022-12-15T23:59:59Z");
        JsonNode shifted =
                SampleTimeline.opened(SAMPLE, "1", now).ended("2", now).document();

        assertThat(shifted.at("/groups/0/close").asText()).isEqualTo("2023-06-01");
        assertThat(shifted.at("/groups/1/close").asText()).isEqualTo("2022-11-10");
        assertThat(shifted.at("/groups/1/refundBy").asText()).isEqualTo("2022-12-11");
    }
}
