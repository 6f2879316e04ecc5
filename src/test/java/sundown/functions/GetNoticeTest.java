package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import sundown.local.lambda.Invocation;

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

    @Test
    void failsOnAnEventOfAnotherShapeAndServesTheNext() throws Exception {
        Event misshapen = Event.of("get-notice").with("/queryStringParameters", List.of("region"));

        assertThat(sundown.invoke("get-notice", misshapen)).isInstanceOf(Invocation.Failed.class);
        notice(TestTimeline.OPEN).isJson(200);
    }

    private HttpAnswer notice(String region) throws InterruptedException {
        return sundown.call("get-notice", Event.of("get-notice").query("region", region));
    }
}
