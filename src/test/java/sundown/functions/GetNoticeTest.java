package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@FunctionTest
class GetNoticeTest {
    @Inject
    Installation sundown;

    @Test
    void tellsARegionsGroupPhaseAndDates() throws Exception {
        JsonNode notice = notice(TestTimeline.OPEN).isJson(200).json();

        assertThat(notice.path("group").asText()).isEqualTo("1");
        assertThat(notice.path("phase").asText()).isEqualTo("EXPORTS_OPEN");
        assertThat(notice.path("dates").path("close").asText()).endsWith("Z");
    }

    private HttpAnswer notice(String region) throws InterruptedException {
        return sundown.call("get-notice", Event.of("get-notice").query("region", region));
    }
}
