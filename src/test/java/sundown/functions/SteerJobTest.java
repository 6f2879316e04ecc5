package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import sundown.job.Job;
import sundown.job.Job.JobId;
import sundown.timeline.GroupId;

@FunctionTest
class SteerJobTest extends EmptyInstallation {
    private static final JobId JOB = new JobId("memberships", new GroupId("1"));

    @Test
    void pausesAJobAndLetsItGoOn() throws Exception {
        Instant begun = sundown.clock.instant();
        sundown.jobs().begin(Job.begun(JOB, Setup.CHUNKS, begun), begun);
        Event event = Event.of("steer-job").with("/reason", "the photo cloud is slow");

        assertThat(steer(Event.of("steer-job")).path("state").asText()).isEqualTo("RUNNING");
        assertThat(steer(event.with("/pause", true)).path("state").asText()).isEqualTo("PAUSED");
        assertThat(steer(event.with("/pause", false)).path("state").asText()).isEqualTo("RUNNING");
        assertThat(steer(event.with("/retry", true)).path("chunks").asInt()).isEqualTo(Setup.CHUNKS);
    }

    private JsonNode steer(Event event) throws InterruptedException {
        return sundown.operate("steer-job", event).json();
    }
}
