package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sundown.edge.Correlation;
import sundown.job.ChunkMessage;
import sundown.job.Job.JobId;
import sundown.milestone.Milestone;
import sundown.milestone.MilestoneMessage;
import sundown.milestone.MilestoneStore.ReachedMilestones;
import sundown.milestone.Schedules.GroupMilestone;
import sundown.milestone.Schedules.ScheduledDate;
import sundown.sweep.SweepTask.TaskName;
import sundown.timeline.GroupId;

@FunctionTest
class AdvanceGroupTest extends EmptyInstallation {
    private static final String FUNCTION = "advance-group";
    private static final GroupId OPEN = new GroupId("1");
    private static final GroupId CLOSED = new GroupId("2");
    private static final GroupId NOT_OPEN = new GroupId("3");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void beginsTheWalkOnceAtTheOpening() throws Exception {
        assertThat(sundown.work(FUNCTION, Event.of(FUNCTION))).isEmpty();
        ReachedMilestones advanced = sundown.advances().find(OPEN);
        assertThat(sundown.work(FUNCTION, Event.of(FUNCTION))).isEmpty();

        assertThat(advanced.acted()).containsOnlyKeys(Milestone.NOTICE, Milestone.EXPORTS_OPEN);
        assertThat(sundown.advances().find(OPEN)).isEqualTo(advanced);
        assertThat(sundown.jobs().find(new JobId("memberships", OPEN))).isPresent();
        assertThat(sundown.queue("MEMBERSHIP").takeAll())
                .hasSize(Setup.CHUNKS)
                .allSatisfy(message -> assertThat(
                                ChunkMessage.read(message).correlation().id())
                        .isEqualTo("53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa"));
    }

    @Test
    void isReachedByAScheduleThroughTheQueue() throws Exception {
        // A schedule has whole seconds, and one that is past when it is put never fires.
        sundown.schedules()
                .put(new ScheduledDate(
                        OPEN,
                        Milestone.EXPORTS_OPEN,
                        Clock.systemUTC().instant().plusSeconds(2)));
        List<String> messages = new ArrayList<>();
        QueuedMessages queue = sundown.queue("ADVANCE");
        Patience.until(PATIENCE, "the schedule has sent its message", () -> {
            messages.addAll(queue.takeAll());
            return !messages.isEmpty();
        });

        assertThat(sundown.work(FUNCTION, messages)).isEmpty();

        assertThat(sundown.advances().find(OPEN).acted()).containsKey(Milestone.EXPORTS_OPEN);
        assertThat(messages)
                .singleElement()
                .satisfies(message ->
                        assertThat(MilestoneMessage.read(message).correlation()).isNotEqualTo(new Correlation("none")));
    }

    @Test
    void isSentWhatNoScheduleBroughtByTheSweepWhichPutsTheSchedules() throws Exception {
        sundown.sweep(TaskName.MILESTONES, TaskName.SCHEDULES);

        assertThat(sundown.queue("ADVANCE").takeAll().stream()
                        .map(MilestoneMessage::read)
                        .map(MilestoneMessage::group))
                .containsExactlyInAnyOrder(OPEN, CLOSED, NOT_OPEN);
        assertThat(sundown.schedules().list()).isEqualTo(ahead());
    }

    /** All of the group that has opened but its notice and opening, all of the next but its notice. */
    private static Set<GroupMilestone> ahead() {
        Map<GroupId, Set<Milestone>> passed =
                Map.of(OPEN, Set.of(Milestone.NOTICE, Milestone.EXPORTS_OPEN), NOT_OPEN, Set.of(Milestone.NOTICE));
        return passed.keySet().stream()
                .flatMap(group -> Stream.of(Milestone.values())
                        .filter(milestone -> !passed.get(group).contains(milestone))
                        .map(milestone -> new GroupMilestone(group, milestone)))
                .collect(Collectors.toSet());
    }
}
