package sundown.milestone;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.milestone.Functions.DATES;
import static sundown.milestone.Functions.GROUP;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sundown.edge.Correlation;
import sundown.failure.RetryableFailure;
import sundown.runtime.ObservedPort;
import sundown.timeline.GroupId;

class MilestoneTaskTest {
    private static final Duration MOMENT = Duration.ofNanos(1);

    private final Functions functions = new Functions();

    MilestoneTaskTest() {
        functions.moveTo(DATES.exportsOpen().minus(MOMENT));
        List.of("1", "2", "3")
                .forEach(group -> functions.advances.save(
                        new ReachedMilestones(new GroupId(group), Map.of(Milestone.NOTICE, DATES.notice()), 0)));
    }

    @Test
    void leavesADateToItsScheduleFirst() {
        functions.moveTo(DATES.exportsOpen().plus(MilestoneTask.PATIENCE).minus(MOMENT));
        functions.sweep();
        assertThat(functions.queue.size()).isZero();
    }

    @Test
    void sendsWhatNoScheduleBrought() {
        functions.moveTo(DATES.exportsOpen().plus(MilestoneTask.PATIENCE));
        functions.sweep();
        assertThat(functions.queue.bodies().stream().map(MilestoneMessage::read))
                .containsExactly(new MilestoneMessage(GROUP, new Correlation("sweep-1")));
    }

    @Test
    void doesNotActItself() {
        functions.moveTo(DATES.exportsOpen().plus(MilestoneTask.PATIENCE));
        functions.sweep();
        assertThat(functions.acted()).containsExactly(Milestone.NOTICE);
    }

    @Test
    void sendsAgainOnlyAfterAWhile() {
        functions.moveTo(DATES.exportsOpen().plus(MilestoneTask.PATIENCE));
        functions.sweep();
        functions.clock.advance(MilestoneTask.AGAIN.minus(MOMENT));
        functions.sweep();
        assertThat(functions.queue.size()).isEqualTo(1);
        functions.clock.advance(MOMENT);
        functions.sweep();
        functions.sweep();
        assertThat(functions.queue.size()).isEqualTo(2);
    }

    @Test
    void sendsNothingOnceItWasActedOn() {
        functions.moveTo(DATES.exportsOpen().plus(MilestoneTask.PATIENCE));
        functions.sweep();
        functions.work();
        functions.clock.advance(MilestoneTask.AGAIN);
        functions.sweep();
        assertThat(functions.queue.size()).isZero();
    }

    @Test
    void sendsAtOnceForAnotherDateOfTheSameGroup() {
        functions.moveTo(DATES.close()
                .minus(Duration.ofDays(1))
                .plus(MilestoneTask.PATIENCE)
                .minusSeconds(1));
        functions.sweep();
        int before = functions.queue.size();
        functions.clock.advance(Duration.ofSeconds(1));
        functions.sweep();
        assertThat(functions.queue.size()).isEqualTo(before + 1);
    }

    @Test
    void aGroupThatFailsKeepsNoOtherWaiting() {
        functions.moveTo(DATES.refundBy().plus(Duration.ofDays(100)));
        functions.observe(new ObservedPort.Observer() {
            private boolean failed;

            @Override
            public void before(String call) {
                if (call.equals("MilestoneStore.find") && !failed) {
                    failed = true;
                    throw new RetryableFailure("busy");
                }
            }
        });
        functions.sweep();
        assertThat(functions.queue.bodies()).hasSize(3);
    }
}
