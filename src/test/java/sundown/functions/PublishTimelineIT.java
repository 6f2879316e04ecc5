package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import sundown.account.Region;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;

/**
 * Functions keep the timeline for a minute, so these are processes of their own: each is first called after the change.
 */
@ExtendWith(EmulatorsExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublishTimelineIT {
    private static final Duration MONTH = Duration.ofDays(30);

    private final TestGoogle google;
    private final Installation sundown;
    private final Timelines timelines;

    PublishTimelineIT(Emulators emulators) throws IOException {
        google = TestGoogle.start();
        sundown = Installation.create(emulators, google, Setup.of("publish-timeline"));
        timelines = new Timelines(sundown);
    }

    @BeforeEach
    void clear() {
        sundown.clear();
    }

    @AfterAll
    void close() {
        sundown.close();
        google.close();
    }

    @Test
    void putsAnotherVersionInForceWhichEveryoneThenReads() throws Exception {
        Instant later = dateOfClose().plus(MONTH);
        Event event = timelines.movingTheClose(MONTH);

        JsonNode dryRun = publish(event.with("/dryRun", true)).json();
        assertThat(dryRun.path("changes").path(0).asText())
                .isEqualTo("group 1: close " + dateOfClose() + " -> " + later);
        assertThat(timelines.current().version()).isEqualTo(1);

        JsonNode proposed = publish(event.with("/by", "Grace")).json();
        assertThat(proposed.path("state").asText()).isEqualTo("PROPOSED");
        assertThat(timelines.current().version()).isEqualTo(1);

        JsonNode answer = publish(event).json();
        assertThat(answer.path("hash")).isEqualTo(proposed.path("hash"));
        assertThat(answer.path("version").intValue()).isEqualTo(2);
        assertThat(answer.path("by").asText()).isEqualTo("Ada");
        assertThat(answer.path("changes")).isEqualTo(dryRun.path("changes"));
        assertThat(publish(event).json()).isEqualTo(answer);

        assertThat(dateOfClose()).isEqualTo(later);
        assertThat(sundown.call("get-notice", Event.of("get-notice").query("region", TestTimeline.OPEN))
                        .json()
                        .at("/dates/close")
                        .asText())
                .isEqualTo(later.toString());
        LogAudit.require(sundown.log.awaited(1, "version 2 of the timeline was published by Ada"));
    }

    private Instant dateOfClose() {
        return timelines
                .current()
                .timeline()
                .groupOf(new Region(TestTimeline.OPEN))
                .orElseThrow()
                .dates()
                .close();
    }

    private OperatorAnswer publish(Event event) throws InterruptedException {
        return sundown.operate("publish-timeline", event);
    }
}
