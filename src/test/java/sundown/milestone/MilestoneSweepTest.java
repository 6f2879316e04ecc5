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
import sundown.milestone.MilestoneStore.ReachedMilestones;
import sundown.runtime.Calls;
import sundown.sweep.SweepMessage;
import sundown.timeline.GroupId;

class MilestoneSweepTest {
    private static final Duration MOMENT = Duration.ofNanos(1);

    private final Functions functions = new Functions();

    MilestoneSweepTest() {
        functions.clock.moveTo(DATES.exportsOpen().minus(MOMENT));
        List.of("1", "2", "3")
                .forEach(group -> functions.advances.save(
                        new ReachedMilestones(new GroupId(group), Map.of(Milestone.Fixed.NOTICE, DATES.notice()), 0)));
    }

    @Test
    void leavesADateToItsScheduleFirst() {
        functions.clock.moveTo(
                DATES.exportsOpen().plus(MilestoneRules.MESSAGE_DELAY_MAX).minus(MOMENT));
        functions.sweep();
        assertThat(functions.queue.size()).isZero();
    }

    @Test
    void sendsWhatNoScheduleBrought() {
        functions.clock.moveTo(DATES.exportsOpen().plus(MilestoneRules.MESSAGE_DELAY_MAX));
        functions.sweep();
        assertThat(functions.queue.bodies().stream().map(MilestoneMessage::read))
                .containsExactly(new MilestoneMessage(GROUP, new Correlation("sweep-1")));
    }

    @Test
    void doesNotActItself() {
        functions.clock.moveTo(DATES.exportsOpen().plus(MilestoneRules.MESSAGE_DELAY_MAX));
        functions.sweep();
        assertThat(functions.acted()).containsExactly(Milestone.Fixed.NOTICE);
    }

    /** A message may be lost, and no worker knows what another one has sent. */
    @Test
    void sendsEachMinuteUntilItIsActedOn() {
        functions.clock.moveTo(DATES.exportsOpen().plus(MilestoneRules.MESSAGE_DELAY_MAX));
        for (int minute = 0; minute < 3; minute++) {
            functions.sweep();
            functions.clock.advance(SweepMessage.PERIOD);
        }
        assertThat(functions.queue.size()).isEqualTo(3);
    }

    @Test
    void sendsNothingOnceItWasActedOn() {
        functions.clock.moveTo(DATES.exportsOpen().plus(MilestoneRules.MESSAGE_DELAY_MAX));
        functions.sweep();
        functions.work();
        functions.clock.advance(SweepMessage.PERIOD);
        functions.sweep();
        assertThat(functions.queue.size()).isZero();
    }

    @Test
    void aGroupThatFailsKeepsNoOtherWaiting() {
        functions.clock.moveTo(DATES.refundBy().plus(Duration.ofDays(100)).plus(MilestoneRules.MESSAGE_DELAY_MAX));
        functions.observe(Calls.beforeFirst("MilestoneStore.find", () -> {
            throw new RetryableFailure("busy");
        }));
        functions.sweep();
        assertThat(functions.queue.bodies()).hasSize(2);
    }
}
