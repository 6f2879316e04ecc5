package sundown.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import sundown.account.Region;
import sundown.edge.Json;

class NoticeViewTest {
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
    void hasAMessageForEachPhase() {
        assertThat(messageAt("2022-01-01T00:00:00Z")).isEqualTo("The gallery service runs as usual.");
        assertThat(messageAt("2022-11-01T00:00:00Z")).contains("Exports open at 2022-12-01T00:00:00Z");
        assertThat(messageAt("2023-05-31T23:59:59Z")).contains("until 2023-06-01T00:00:00Z");
        assertThat(messageAt("2023-06-01T00:00:00Z")).contains("Exports ended at 2023-06-01T00:00:00Z");
    }

    @Test
    void hasACodeForEachPhase() {
        assertThat(List.of("2022-01-01", "2022-11-01", "2023-05-31", "2023-06-01"))
                .extracting(day -> at(day + "T00:00:00Z").code())
                .containsExactly("runs-as-usual", "announced", "exports-open", "exports-closed");
    }

    private String messageAt(String now) {
        return at(now).message();
    }

    private NoticeView at(String now) {
        return NoticeView.of(INDIA, timeline, Instant.parse(now));
    }
}
