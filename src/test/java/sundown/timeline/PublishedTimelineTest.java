package sundown.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sundown.account.Region;

/** The published timeline says what the public notice says. */
class PublishedTimelineTest {
    private static final Instant NOTICE = Instant.parse("2022-10-25T00:00:00Z");
    private static final Instant REFUND_BY = Instant.parse("2023-08-01T00:00:00Z");

    private final Timeline timeline = PublishedTimeline.read();

    @ParameterizedTest
    @CsvSource({
        "'SG ID PH VN MM MY IN', 1, 2022-12-01T00:00:00Z, 2023-06-01T00:00:00Z",
        "'BR TR MX CO EG PE',    2, 2023-01-01T00:00:00Z, 2023-07-01T00:00:00Z",
        "'DE FR ES RU ZA AR US', 3, 2023-02-01T00:00:00Z, 2023-08-01T00:00:00Z"
    })
    void aGroupCanExportInItsHalfYear(String regions, GroupId group, Instant exportsOpen, Instant close) {
        assertThat(regions.split(" ", -1)).allSatisfy(region -> {
            Group found = timeline.groupOf(new Region(region)).orElseThrow();
            assertThat(found.id()).isEqualTo(group);
            assertThat(found.dates()).isEqualTo(new Dates(NOTICE, exportsOpen, close, REFUND_BY));
        });
    }

    @Test
    void nothingEndsInChina() {
        assertThat(timeline.groupOf(new Region("CN"))).isEmpty();
    }
}
