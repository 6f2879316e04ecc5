package sundown.milestone;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.milestone.Functions.DATES;
import static sundown.milestone.Functions.GROUP;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.failure.PermanentFailure;
import sundown.milestone.MilestoneStore.ReachedMilestones;
import sundown.runtime.Calls;
import sundown.runtime.Death;
import sundown.sweep.SweepMessage;

class AdvanceGroupFunctionTest {
    private final Functions functions = new Functions();
    private final CountedMilestoneHandler opening = new CountedMilestoneHandler(Milestone.Fixed.EXPORTS_OPEN);

    @Test
    void actsOnWhatHasComeAndNotesIt() {
        functions.arrive(opening);
        assertThat(functions.advance().batchItemFailures()).isEmpty();
        assertThat(opening.acts()).isEqualTo(1);
        assertThat(functions.advances.find(GROUP))
                .isEqualTo(new ReachedMilestones(
                        GROUP,
                        Map.of(
                                Milestone.Fixed.NOTICE, DATES.notice(),
                                Milestone.Fixed.EXPORTS_OPEN, DATES.exportsOpen()),
                        2));
    }

    @Test
    void actsOnceOnWhatComesTwice() {
        functions.arrive(opening);
        functions.advance();
        ReachedMilestones after = functions.advances.find(GROUP);
        functions.advance();
        assertThat(opening.acts()).isEqualTo(1);
        assertThat(functions.advances.find(GROUP)).isEqualTo(after);
    }

    @Test
    void notesAnOvertakenReminderAndTellsNobody() {
        CountedMilestoneHandler thirty = new CountedMilestoneHandler(new Milestone.DaysLeft(30));
        CountedMilestoneHandler seven = new CountedMilestoneHandler(new Milestone.DaysLeft(7));
        functions.arrive(thirty, seven);
        functions.clock.moveTo(DATES.close().minus(Duration.ofDays(7)));
        functions.advance();
        assertThat(thirty.acts()).isZero();
        assertThat(seven.acts()).isEqualTo(1);
        assertThat(functions.acted()).contains(new Milestone.DaysLeft(30), new Milestone.DaysLeft(7));
    }

    @Test
    void oneThatFailsKeepsNoOtherWaiting() {
        CountedMilestoneHandler close = new CountedMilestoneHandler(Milestone.Fixed.CLOSE);
        functions.arrive(opening, close);
        functions.observe(Calls.beforeFirst("MilestoneHandler.act", () -> {
            throw new PermanentFailure("a row cannot be read: sample");
        }));
        functions.clock.moveTo(DATES.close());

        assertThat(functions.advance().batchItemFailures()).hasSize(1);
        assertThat(close.acts()).isEqualTo(1);
        assertThat(functions.acted()).contains(Milestone.Fixed.CLOSE).doesNotContain(Milestone.Fixed.EXPORTS_OPEN);

        assertThat(functions.advance().batchItemFailures()).isEmpty();
        assertThat(opening.acts()).isEqualTo(1);
        assertThat(close.acts()).isEqualTo(1);
    }

    @Test
    void notesItAlsoWhenSomebodyNotesAnotherAtTheSameTime() {
        functions.observe(Calls.beforeFirst(
                "MilestoneStore.save",
                () -> functions.advances.save(
                        new ReachedMilestones(GROUP, Map.of(Milestone.Fixed.CLOSE, DATES.close()), 0))));
        functions.advance();
        assertThat(functions.acted())
                .containsExactly(Milestone.Fixed.NOTICE, Milestone.Fixed.EXPORTS_OPEN, Milestone.Fixed.CLOSE);
    }

    @Test
    void dropsAMessageOfAGroupThatIsNotInTheTimeline() {
        assertThat(functions.advance("{\"group\":\"9\"}").batchItemFailures()).isEmpty();
    }

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
        private final CountedMilestoneHandler handler = new CountedMilestoneHandler(Milestone.Fixed.EXPORTS_OPEN);

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
            assertThat(functions.acted()).contains(Milestone.Fixed.NOTICE, Milestone.Fixed.EXPORTS_OPEN);
            assertThat(handler.acts()).isPositive();
        }
    }

    @Test
    void putsTheSchedulesThatADeadSweepLeft() {
        long calls = Death.atEachCall(false, Functions::new, Functions::observe, Functions::sweep, functions -> {
            functions.sweep();
            assertThat(functions.schedules.list()).hasSize(9 + 10 + 10);
            assertThat(functions.followed.version()).isEqualTo(1);
        });
        assertThat(calls).isGreaterThan(9 + 10 + 10);
    }
}
