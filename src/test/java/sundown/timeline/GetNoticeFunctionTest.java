package sundown.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sundown.account.Region;
import sundown.edge.ApiRequests;
import sundown.edge.ApiResponse;
import sundown.edge.HttpEdge;
import sundown.edge.Json;
import sundown.runtime.ManualClock;

class GetNoticeFunctionTest {
    private final GetNoticeFunction function = new GetNoticeFunction(
            new HttpEdge(), new InMemoryTimelineStore(), new ManualClock(Instant.parse("2023-01-15T12:00:00Z")));

    @Test
    void answersAnyoneForARegionAndTellsClientsOfTheEndWhereThereIsOne() {
        ApiResponse ending = notice(Map.of("region", "BR"));
        ApiResponse exempt = notice(Map.of("region", "CN"));

        assertThat(ending.statusCode()).isEqualTo(200);
        assertThat(Json.read(ending.body()).path("group").textValue()).isEqualTo("2");
        assertThat(Json.read(ending.body()).path("phase").textValue()).isEqualTo("EXPORTS_OPEN");
        assertThat(ending.headers()).containsKeys("sunset", "deprecation");
        assertThat(Json.read(exempt.body()).path("ends").booleanValue()).isFalse();
        assertThat(exempt.headers()).doesNotContainKeys("sunset", "deprecation");
    }

    @Test
    void letsAnybodyKeepAnAnswerForHalfAMinuteAndNoError() {
        assertThat(notice(Map.of("region", "BR")).headers()).containsEntry("cache-control", "public, max-age=30");
        assertThat(notice(Map.of("region", "CN")).headers()).containsEntry("cache-control", "public, max-age=30");
        assertThat(notice(Map.of("region", "ZZ")).headers()).containsEntry("cache-control", "no-store");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "none, invalid-request",
                "'', invalid-request",
                "IND, invalid-request",
                "india, invalid-request",
                "in, invalid-request",
                "1N, invalid-request",
                "<script>, invalid-request",
                "'IN,BR', invalid-request",
                "../IN, invalid-request",
                "ZZ, unknown-region",
                "UK, unknown-region",
                "EU, unknown-region"
            })
    void refusesWhatIsNoRegionAndDoesNotRepeatIt(String region, String problem) {
        ApiResponse response = notice(region == null ? Map.of() : Map.of("region", region));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Json.read(response.body()).path("type").textValue()).endsWith(":" + problem);
        assertThat(response.body()).doesNotContain("<script>");
    }

    private ApiResponse notice(Map<String, String> query) {
        return function.handle(ApiRequests.anonymous(query));
    }

    private static final Region INDIA = new Region("IN");

    private final Timeline timeline = PublishedTimeline.read();

    @Test
    void saysThatNothingEnds() {
        NoticeView view = NoticeView.of(new Region("CN"), timeline, Instant.EPOCH);

        assertThat(Json.read(Json.write(view))).isEqualTo(Json.read("""
                {"region": "CN", "ends": false,
                 "message": "Nothing ends in this region: galleries there stay as they are.",
                 "code": "nothing-ends"}
                """));
    }

    @Test
    void saysThatNothingIsAnnounced() {
        NoticeView view = NoticeView.of(INDIA, Timeline.NOT_ANNOUNCED, Instant.EPOCH);

        assertThat(Json.read(Json.write(view))).isEqualTo(Json.read("""
                {"region": "IN", "ends": false, "message": "Nothing is announced yet.", "code": "not-announced"}
                """));
    }

    @Test
    void saysWhatEndsAndWhen() {
        NoticeView view = NoticeView.of(INDIA, timeline, Instant.parse("2023-01-15T12:00:00Z"));

        assertThat(Json.read(Json.write(view))).isEqualTo(Json.read("""
                {"region": "IN", "ends": true, "group": "1", "phase": "EXPORTS_OPEN",
                 "dates": {"notice": "2022-10-25T00:00:00Z", "exportsOpen": "2022-12-01T00:00:00Z",
                           "close": "2023-06-01T00:00:00Z", "refundBy": "2023-08-01T00:00:00Z"},
                 "message": "Photos can be taken out until 2023-06-01T00:00:00Z.",
                 "code": "exports-open"}
                """));
    }

    @Test
    void saysTheDaysThatArePromised() {
        NoticeView view = NoticeView.of(new Region("FR"), timeline, Instant.parse("2023-02-01T00:00:00Z"));

        assertThat(view.message()).isEqualTo("Photos can be taken out until the end of 2023-07-31.");
        assertThat(Json.tree(view).at("/dates/promised")).isEqualTo(Json.read("""
                {"notice": "2022-10-25", "exportsOpen": "2023-02-01", "close": "2023-07-31", "refundBy": "2023-08-01"}
                """));
    }

    @ParameterizedTest
    @CsvSource({
        "2022-01-01, runs-as-usual, The gallery service runs as usual.",
        "2022-11-01, announced, The gallery service ends. Exports open at 2022-12-01T00:00:00Z.",
        "2023-05-31, exports-open, Photos can be taken out until 2023-06-01T00:00:00Z.",
        "2023-06-01, exports-closed, Exports ended at 2023-06-01T00:00:00Z."
    })
    void hasAMessageForEachPhase(String day, String code, String message) {
        assertThat(NoticeView.of(INDIA, timeline, Instant.parse(day + "T00:00:00Z")))
                .returns(code, NoticeView::code)
                .returns(message, NoticeView::message);
    }
}
