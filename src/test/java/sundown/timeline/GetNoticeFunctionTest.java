package sundown.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.edge.ApiRequests;
import sundown.edge.ApiResponse;
import sundown.edge.HttpEdge;
import sundown.edge.Json;
import sundown.runtime.ManualClock;

class GetNoticeFunctionTest {
    private final GetNoticeFunction function = new GetNoticeFunction(
            new HttpEdge(), new InMemoryTimelineStore(), new ManualClock(Instant.parse("2023-01-15T12:00:00Z")));

    @Test
    void answersAnyoneForARegion() {
        ApiResponse response = notice(Map.of("region", "BR"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Json.read(response.body()).path("group").textValue()).isEqualTo("2");
        assertThat(Json.read(response.body()).path("phase").textValue()).isEqualTo("EXPORTS_OPEN");
    }

    @Test
    void saysWhereNothingEnds() {
        assertThat(Json.read(notice(Map.of("region", "CN")).body()).path("ends").booleanValue())
                .isFalse();
    }

    @Test
    void tellsClientsOfTheEndWhereThereIsOne() {
        assertThat(notice(Map.of("region", "BR")).headers()).containsKeys("sunset", "deprecation");
        assertThat(notice(Map.of("region", "CN")).headers()).doesNotContainKeys("sunset", "deprecation");
    }

    @Test
    void letsAnybodyKeepAnAnswerForHalfAMinuteAndNoError() {
        assertThat(notice(Map.of("region", "BR")).headers()).containsEntry("cache-control", "public, max-age=30");
        assertThat(notice(Map.of("region", "CN")).headers()).containsEntry("cache-control", "public, max-age=30");
        assertThat(notice(Map.of("region", "ZZ")).headers()).containsEntry("cache-control", "no-store");
    }

    @Test
    void asksForTheRegion() {
        assertThat(notice(Map.of()).statusCode()).isEqualTo(400);
        assertThat(notice(null).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "I", "IND", "india", "in", "1N", "<script>", "IN,BR", "../IN"})
    void refusesWhatIsNoRegionAndDoesNotRepeatIt(String region) {
        ApiResponse response = notice(Map.of("region", region));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Json.read(response.body()).path("type").textValue()).endsWith(":invalid-request");
        assertThat(response.body()).doesNotContain("<script>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ZZ", "XX", "UK", "EU"})
    void refusesACodeOfNoRegion(String region) {
        ApiResponse response = notice(Map.of("region", region));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Json.read(response.body()).path("type").textValue()).endsWith(":unknown-region");
    }

    private ApiResponse notice(Map<String, String> query) {
        return function.handle(ApiRequests.anonymous(query));
    }
}
