package sundown.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.Region;

/** The published timeline says what the public notice says. */
class PublishedTimelineTest {
    private static final Instant NOTICE = Instant.parse("2022-10-25T00:00:00Z");
    private static final Instant REFUND_BY = Instant.parse("2023-08-01T00:00:00Z");

    private final Timeline timeline = PublishedTimeline.read();

    @ParameterizedTest
    @ValueSource(strings = {"SG", "ID", "PH", "VN", "MM", "MY", "IN"})
    void theFirstGroupCanExportFromDecemberToMay(String region) {
        assertGroup(region, "1", "2022-12-01T00:00:00Z", "2023-06-01T00:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"BR", "TR", "MX", "CO", "EG", "PE"})
    void theSecondGroupCanExportFromJanuaryToJune(String region) {
        assertGroup(region, "2", "2023-01-01T00:00:00Z", "2023-07-01T00:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DE", "FR", "ES", "RU", "ZA", "AR", "US"})
    void everyOtherRegionCanExportFromFebruaryToJuly(String region) {
        assertGroup(region, "3", "2023-02-01T00:00:00Z", "2023-08-01T00:00:00Z");
    }

    @Test
    void nothingEndsInChina() {
        assertThat(timeline.groupOf(new Region("CN"))).isEmpty();
    }

    private void assertGroup(String region, String group, String exportsOpen, String close) {
        Group found = timeline.groupOf(new Region(region)).orElseThrow();

        assertThat(found.id()).isEqualTo(new GroupId(group));
        assertThat(found.dates())
                .isEqualTo(new Dates(NOTICE, Instant.parse(exportsOpen), Instant.parse(close), REFUND_BY));
    }
}
