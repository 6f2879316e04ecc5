package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
    void saysThatNothingEndsInAnExemptRegion() throws Exception {
        JsonNode notice = notice(TestTimeline.EXEMPT).isJson(200).json();

        assertThat(notice.path("ends").booleanValue()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "I", "IND", "in", "1N", "IN,BR", "../IN"})
    void refusesWhatIsNoRegion(String region) throws Exception {
        notice(region).isProblem(400, "invalid-request");
    }

    @Test
    void refusesARequestWithoutARegion() throws Exception {
        Event request = Event.of("get-notice");

        sundown.call("get-notice", request.without("/queryStringParameters")).isProblem(400, "invalid-request");
        sundown.call("get-notice", request.with("/queryStringParameters", Map.of()))
                .isProblem(400, "invalid-request");
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
