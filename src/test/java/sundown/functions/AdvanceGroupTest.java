package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import sundown.job.ChunkMessage;
import sundown.job.Job.JobId;
import sundown.milestone.Milestone;
import sundown.milestone.MilestoneStore.ReachedMilestones;
import sundown.timeline.GroupId;

@FunctionTest
class AdvanceGroupTest extends EmptyInstallation {
    private static final String FUNCTION = "advance-group";
    private static final GroupId OPEN = new GroupId("1");

    @Test
    void beginsTheWalkOnceAtTheOpening() throws Exception {
        assertThat(sundown.work(FUNCTION, Event.of(FUNCTION))).isEmpty();
        ReachedMilestones advanced = sundown.advances().find(OPEN);
        assertThat(sundown.work(FUNCTION, Event.of(FUNCTION))).isEmpty();

        assertThat(advanced.acted()).containsOnlyKeys(Milestone.Fixed.NOTICE, Milestone.Fixed.EXPORTS_OPEN);
        assertThat(sundown.advances().find(OPEN)).isEqualTo(advanced);
        assertThat(sundown.jobs().find(new JobId("memberships", OPEN))).isPresent();
        assertThat(sundown.queue("MEMBERSHIP").takeAll())
                .hasSize(Setup.CHUNKS)
                .allSatisfy(message -> assertThat(
                                ChunkMessage.read(message).correlation().id())
                        .isEqualTo("53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa"));
    }
}
