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
import sundown.milestone.MilestoneStore.Checkpoint;
import sundown.runtime.ObservedPort;

class AdvanceGroupFunctionTest {
    private static final Duration BRIEF = Duration.ofMillis(10);

    private final Functions functions = new Functions();
    private final LongMilestoneHandler opening = arrival(Milestone.EXPORTS_OPEN, "opening", 1);

    @Test
    void actsOnWhatHasComeAndNotesIt() {
        functions.arrive(opening);
        assertThat(functions.advance().batchItemFailures()).isEmpty();
        assertThat(opening.done()).containsExactly(1);
        assertThat(functions.advances.find(GROUP))
                .isEqualTo(new ReachedMilestones(
                        GROUP,
                        Map.of(
                                Milestone.NOTICE, DATES.notice(),
                                Milestone.EXPORTS_OPEN, DATES.exportsOpen()),
                        2));
    }

    @Test
    void doesNothingEarly() {
        functions.arrive(opening);
        functions.clock.advance(Duration.ofNanos(-1));
        functions.advance();
        assertThat(opening.done()).isEmpty();
        assertThat(functions.acted()).containsExactly(Milestone.NOTICE);
    }

    @Test
    void actsOnceOnWhatComesTwice() {
        functions.arrive(opening);
        functions.advance();
        ReachedMilestones after = functions.advances.find(GROUP);
        functions.advance();
        assertThat(opening.done()).containsExactly(1);
        assertThat(functions.advances.find(GROUP)).isEqualTo(after);
    }

    @Test
    void actsOnAllThatHasComeWhenItIsLate() {
        LongMilestoneHandler close = arrival(Milestone.CLOSE, "close", 1);
        LongMilestoneHandler refunds = arrival(Milestone.REFUND_DATE, "refunds", 1);
        functions.arrive(opening, close, refunds);
        functions.moveTo(DATES.refundBy().plus(Duration.ofDays(100)));
        functions.advance();
        assertThat(opening.done()).containsExactly(1);
        assertThat(close.done()).containsExactly(1);
        assertThat(refunds.done()).containsExactly(1);
        assertThat(functions.acted()).containsExactly(Milestone.values());
    }

    @Test
    void notesAnOvertakenReminderAndTellsNobody() {
        LongMilestoneHandler thirty = arrival(Milestone.DAYS_LEFT_30, "thirty", 1);
        LongMilestoneHandler seven = arrival(Milestone.DAYS_LEFT_7, "seven", 1);
        functions.arrive(thirty, seven);
        functions.moveTo(DATES.close().minus(Duration.ofDays(7)));
        functions.advance();
        assertThat(thirty.done()).isEmpty();
        assertThat(seven.done()).containsExactly(1);
        assertThat(functions.acted()).contains(Milestone.DAYS_LEFT_30, Milestone.DAYS_LEFT_7);
    }

    @Test
    void handsItselfOnBeforeItsTimeIsOverAndGoesOnWhereItStopped() {
        LongMilestoneHandler first = arrival(Milestone.EXPORTS_OPEN, "a", 1);
        LongMilestoneHandler longOne =
                new LongMilestoneHandler(Milestone.EXPORTS_OPEN, "b", 20, Duration.ofSeconds(10), functions.clock);
        LongMilestoneHandler last = arrival(Milestone.EXPORTS_OPEN, "c", 1);
        functions.arrive(last, longOne, first);

        functions.advance();

        assertThat(functions.clock.instant()).isBefore(DATES.exportsOpen().plus(Duration.ofSeconds(100)));
        assertThat(functions.acted()).containsExactly(Milestone.NOTICE);
        assertThat(last.done()).isEmpty();
        assertThat(functions.queue.bodies())
                .singleElement()
                .satisfies(body -> assertThat(
                                MilestoneMessage.read(body).correlation().id())
                        .isEqualTo("schedule-1"));

        functions.work();

        assertThat(longOne.done()).hasSize(20).doesNotHaveDuplicates();
        assertThat(first.done()).containsExactly(1);
        assertThat(last.done()).containsExactly(1);
        assertThat(functions.acted()).contains(Milestone.EXPORTS_OPEN);
    }

    @Test
    void beginsAnewAtADateThatWasMoved() {
        LongMilestoneHandler refunds = arrival(Milestone.REFUND_DATE, "refunds", 2);
        functions.arrive(refunds);
        functions.advances.stop(GROUP, new Checkpoint(Milestone.REFUND_DATE, DATES.close(), "refunds", "1"));
        functions.moveTo(DATES.refundBy());
        functions.advance();
        assertThat(refunds.done()).containsExactly(1, 2);
    }

    @Test
    void oneThatFailsKeepsNoOtherWaiting() {
        LongMilestoneHandler close = arrival(Milestone.CLOSE, "close", 1);
        functions.arrive(opening, close);
        functions.observe(new FirstArrivalFails());
        functions.moveTo(DATES.close());

        assertThat(functions.advance().batchItemFailures()).hasSize(1);
        assertThat(close.done()).containsExactly(1);
        assertThat(functions.acted()).contains(Milestone.CLOSE).doesNotContain(Milestone.EXPORTS_OPEN);

        assertThat(functions.advance().batchItemFailures()).isEmpty();
        assertThat(opening.done()).containsExactly(1);
        assertThat(close.done()).containsExactly(1);
    }

    @Test
    void notesItAlsoWhenSomebodyNotesAnotherAtTheSameTime() {
        functions.observe(new ObservedPort.Observer() {
            private boolean noted;

            @Override
            public void before(String call) {
                if (call.equals("MilestoneStore.save") && !noted) {
                    noted = true;
                    functions.advances.save(new ReachedMilestones(GROUP, Map.of(Milestone.CLOSE, DATES.close()), 0));
                }
            }
        });
        functions.advance();
        assertThat(functions.acted()).containsExactly(Milestone.NOTICE, Milestone.EXPORTS_OPEN, Milestone.CLOSE);
    }

    @Test
    void dropsAMessageOfAGroupThatIsNotInTheTimeline() {
        assertThat(functions.advance("{\"group\":\"9\"}").batchItemFailures()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not JSON", "{}", "{\"group\":1}", "{\"group\":\"1-2\"}"})
    void givesAMessageBackThatCannotBeRead(String body) {
        assertThat(functions.advance(body).batchItemFailures()).hasSize(1);
    }

    private LongMilestoneHandler arrival(Milestone milestone, String name, int steps) {
        return new LongMilestoneHandler(milestone, name, steps, BRIEF, functions.clock);
    }

    private static final class FirstArrivalFails implements ObservedPort.Observer {
        private boolean failed;

        @Override
        public void before(String call) {
            if (call.equals("MilestoneHandler.act") && !failed) {
                failed = true;
                throw new PermanentFailure("a row cannot be read: sample");
            }
        }
    }
}
