package sundown.milestone;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.milestone.Functions.DATES;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.runtime.Death;
import sundown.runtime.ObservedPort;
import sundown.sweep.SweepMessage;

/** After a crash at any call, the next message or the sweep finishes the work. */
class DyingWorkerTest {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void losesNothingWhereverAWorkerDies(boolean after) {
        int call = 1;
        while (diesAndIsMadeGood(call, after)) {
            call++;
        }
        assertThat(call).as("calls at which a worker can die").isGreaterThan(20);
    }

    /** False when there was no such call. */
    private static boolean diesAndIsMadeGood(int call, boolean after) {
        Functions functions = new Functions();
        CountedMilestoneHandler opening = new CountedMilestoneHandler(Milestone.EXPORTS_OPEN);
        functions.arrive(opening);
        Death death = new Death(call, after);
        functions.observe(death);
        boolean died = dies(functions);
        functions.observe(ObservedPort.Observer.NONE);
        functions.clock.advance(SweepMessage.PERIOD);
        functions.sweep();
        functions.work();

        assertThat(functions.acted()).as("death at call %d", call).contains(Milestone.NOTICE, Milestone.EXPORTS_OPEN);
        assertThat(opening.acts()).as("death at call %d", call).isPositive();
        return died;
    }

    private static boolean dies(Functions functions) {
        try {
            functions.moveTo(DATES.exportsOpen().plus(MilestoneRules.PATIENCE));
            functions.sweep();
            functions.work();
            return false;
        } catch (Death.Died died) {
            return true;
        }
    }

    @Test
    void putsTheSchedulesThatADeadSweepLeft() {
        int call = 1;
        boolean died;
        do {
            Functions functions = new Functions();
            functions.observe(new Death(call++, false));
            died = diesAtSweep(functions);
            functions.observe(ObservedPort.Observer.NONE);
            functions.sweep();
            assertThat(functions.schedules.present()).hasSize(6 + 7 + 7);
            assertThat(functions.followed.version()).isEqualTo(1);
        } while (died);
        assertThat(call).isGreaterThan(6 + 7 + 7);
    }

    private static boolean diesAtSweep(Functions functions) {
        try {
            functions.sweep();
            return false;
        } catch (Death.Died died) {
            return true;
        }
    }
}
