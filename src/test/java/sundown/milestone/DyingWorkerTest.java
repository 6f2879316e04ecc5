package sundown.milestone;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.milestone.Functions.DATES;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.runtime.Death;
import sundown.sweep.SweepMessage;

/** After a crash at any call, the next message or the sweep finishes the work. */
@Tag("thorough")
class DyingWorkerTest {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void losesNothingWhereverAWorkerDies(boolean after) {
        long calls = Death.atEachCall(
                after,
                Opening::new,
                (opening, observer) -> opening.functions.observe(observer),
                Opening::comes,
                Opening::isMadeGood);
        assertThat(calls).isGreaterThan(20);
    }

    private static final class Opening {
        private final Functions functions = new Functions();
        private final CountedMilestoneHandler handler = new CountedMilestoneHandler(Milestone.EXPORTS_OPEN);

        private Opening() {
            functions.arrive(handler);
        }

        private void comes() {
            functions.clock.moveTo(DATES.exportsOpen().plus(MilestoneRules.MESSAGE_DELAY_MAX));
            functions.sweep();
            functions.work();
        }

        private void isMadeGood() {
            functions.clock.advance(SweepMessage.PERIOD);
            functions.sweep();
            functions.work();
            assertThat(functions.acted()).contains(Milestone.NOTICE, Milestone.EXPORTS_OPEN);
            assertThat(handler.acts()).isPositive();
        }
    }

    @Test
    void putsTheSchedulesThatADeadSweepLeft() {
        long calls = Death.atEachCall(false, Functions::new, Functions::observe, Functions::sweep, functions -> {
            functions.sweep();
            assertThat(functions.schedules.list()).hasSize(6 + 7 + 7);
            assertThat(functions.followed.version()).isEqualTo(1);
        });
        assertThat(calls).isGreaterThan(6 + 7 + 7);
    }
}
