package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.account.UserId;
import sundown.edge.Json;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;

/** A deployment of which no operator has published a timeline does nothing with any user. */
@ExtendWith(EmulatorsExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NothingAnnouncedIT {
    private static final Duration YEAR = Duration.ofDays(365);

    /** Other processes may keep for two seconds that nothing is announced. */
    private static final Duration UNTIL_HEARD = Duration.ofSeconds(3);

    private final TestGoogle google;
    private final Installation sundown;

    NothingAnnouncedIT(Emulators emulators) throws IOException {
        google = TestGoogle.start();
        sundown = Installation.create(emulators, google, Setup.of("not-announced"));
    }

    @AfterAll
    void close() {
        sundown.close();
        google.close();
    }

    @Test
    void doesNothingBeforeAnOperatorPublishesTheFirstTimeline() throws Exception {
        new Timelines(sundown).remove();
        Members members = new Members(sundown);
        UserId member = members.member("not-announced-member");
        Map<String, Set<Map<String, AttributeValue>>> before = sundown.rows();

        for (int years = 0; years < 3; years++) {
            sundown.sweep();
            sundown.invoke("report-progress", Event.of("report-progress"));
            sundown.clock.forward(YEAR);
        }

        assertThat(sundown.rows()).isEqualTo(before);
        assertThat(sundown.schedules().list()).isEmpty();
        assertThat(sundown.events()).isEmpty();
        assertThat(members.atStripe(member)).isEmpty();
        for (String queue :
                List.of("REFUND", "MEMBERSHIP", "CLOSING", "ADVANCE", "GROUP_MAIL", "PURGE_PLAN", "PROGRESS")) {
            assertThat(sundown.queue(queue).takeAll()).as(queue).isEmpty();
        }
        saysSo(member);
        publish(member);
    }

    private void saysSo(UserId member) throws InterruptedException {
        assertThat(notice().path("code").asText()).isEqualTo("not-announced");
        JsonNode status = sundown.call("get-status", Event.by(member, "get-status"))
                .isJson(200)
                .json();
        assertThat(status.at("/notice/code").asText()).isEqualTo("not-announced");
        assertThat(status.at("/open/archive/code").asText()).isEqualTo("not-announced");
        assertThat(status.has("refund")).isFalse();
        sundown.call("request-archive", Event.by(member, "request-archive")).isProblem(409, "not-announced");
        assertThat(checks().at("/timeline/result").asText()).isEqualTo("fail");
        assertThat(checks().at("/timeline/remedy").asText()).startsWith("Publish the timeline");
        assertThat(sundown.operate("list-timelines", Event.of("list-timelines"))
                        .json()
                        .path("timelines"))
                .isEmpty();
    }

    /** The dates of the tests' timeline are years before the moved clock. */
    private void publish(UserId member) throws Exception {
        Event event = Event.of("publish-timeline").with("/timeline", Json.read(sundown.timelineDocument));
        sundown.operate("publish-timeline", event).isProblem(409, "timeline-refused");
        assertThat(notice().path("code").asText()).isEqualTo("not-announced");

        Event meant = event.with("/pastDatesAreMeant", true);
        sundown.operate("publish-timeline", meant.with("/by", "Grace"));
        assertThat(notice().path("code").asText()).isEqualTo("not-announced");
        JsonNode answer = sundown.operate("publish-timeline", meant).json();

        assertThat(answer.path("version").intValue()).isEqualTo(1);
        sundown.clock.forward(UNTIL_HEARD);
        assertThat(notice().path("code").asText()).isEqualTo("exports-closed");
        sundown.call("request-archive", Event.by(member, "request-archive")).isProblem(409, "exports-closed");
    }

    private JsonNode notice() throws InterruptedException {
        return sundown.call("get-notice", Event.of("get-notice").query("region", TestTimeline.OPEN))
                .isJson(200)
                .json();
    }

    private ObjectNode checks() throws InterruptedException {
        ObjectNode checks = (ObjectNode) Json.tree(Map.of());
        sundown.operate("check-readiness", Event.of("check-readiness"))
                .json()
                .path("checks")
                .forEach(check -> checks.set(check.path("name").asText(), check));
        return checks;
    }
}
