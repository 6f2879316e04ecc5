package sundown.local.demo.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import sundown.account.Region;
import sundown.timeline.Group;
import sundown.timeline.Phase;
import sundown.timeline.Timeline;
import sundown.timeline.TimelineDocument;

class ShiftedTimelineTest {
    private static final Instant NOW = Instant.parse("2031-05-06T07:08:09Z");

    @Test
    void opensTheGroupsExportsAndKeepsAllDistances() throws IOException {
        String published = Files.readString(Path.of("infra", "timeline.json"));
        Timeline before = TimelineDocument.read(published);
        Timeline after =
                TimelineDocument.read(ShiftedTimeline.of(published, "1", NOW).toString());

        Region india = new Region("IN");
        assertThat(group(after, india).dates().phaseAt(NOW)).isEqualTo(Phase.EXPORTS_OPEN);
        assertThat(group(after, india).dates().phaseAt(NOW.minus(Duration.ofDays(15))))
                .isEqualTo(Phase.ANNOUNCED);
        Region france = new Region("FR");
        assertThat(betweenOpenings(after, india, france)).isEqualTo(betweenOpenings(before, india, france));
    }

    private static Duration betweenOpenings(Timeline timeline, Region one, Region other) {
        return Duration.between(
                group(timeline, one).dates().exportsOpen(),
                group(timeline, other).dates().exportsOpen());
    }

    private static Group group(Timeline timeline, Region region) {
        return timeline.groupOf(region).orElseThrow();
    }
}
