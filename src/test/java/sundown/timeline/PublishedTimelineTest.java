package sundown.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sundown.account.Region;
import sundown.timeline.Dates.DateName;

/** The sample says what the public notice says, and keeps it to the last moment in each group's last zone. */
class PublishedTimelineTest {
    private final Timeline timeline = PublishedTimeline.sample();

    @ParameterizedTest
    @CsvSource({
        "'SG ID PH VN MM MY IN', 1, 2022-11-30, 2023-05-31, 2022-11-29T15:00:00Z, 2023-05-31T18:30:00Z",
        "'BR TR MX CO EG PE',    2, 2022-12-31, 2023-06-30, 2022-12-30T21:00:00Z, 2023-07-01T07:00:00Z",
        "'DE FR ES RU ZA AR US', 3, 2023-01-31, 2023-07-31, 2023-01-30T10:00:00Z, 2023-08-01T11:00:00Z"
    })
    void aGroupCanExportInItsHalfYear(
            String regions, GroupId group, LocalDate opening, LocalDate close, Instant opensAt, Instant closesAt) {
        assertThat(regions.split(" ", -1)).allSatisfy(region -> {
            Group found = timeline.groupOf(new Region(region)).orElseThrow();
            assertThat(found.id()).isEqualTo(group);
            assertThat(found.dates())
                    .returns(opensAt, Dates::exportsOpen)
                    .returns(closesAt, Dates::close)
                    .returns(
                            Map.of(
                                    DateName.NOTICE,
                                    LocalDate.parse("2022-10-25"),
                                    DateName.EXPORTS_OPEN,
                                    opening,
                                    DateName.CLOSE,
                                    close,
                                    DateName.REFUND_BY,
                                    LocalDate.parse("2023-07-31")),
                            Dates::promised);
        });
    }

    @Test
    void nothingEndsInChina() {
        assertThat(timeline.groupOf(new Region("CN"))).isEmpty();
    }
}
