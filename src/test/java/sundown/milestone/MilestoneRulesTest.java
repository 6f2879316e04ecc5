package sundown.milestone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.milestone.Milestone.Milestones;
import sundown.milestone.MilestoneRules.Due;
import sundown.milestone.MilestoneStore.ReachedMilestones;
import sundown.timeline.Dates;
import sundown.timeline.Group;
import sundown.timeline.GroupId;

class MilestoneRulesTest {
    private static final GroupId ID = new GroupId("1");
    private static final Instant NOTICE = Instant.parse("2022-10-25T00:00:00Z");
    private static final Instant OPENING = Instant.parse("2022-12-01T00:00:00Z");
    private static final Instant CLOSE = Instant.parse("2023-06-01T00:00:00Z");
    private static final Instant REFUND_BY = Instant.parse("2023-08-01T00:00:00Z");
    private static final Group GROUP = group(CLOSE, REFUND_BY);
    private static final ReachedMilestones BEGUN = ReachedMilestones.begun(ID);

    @Test
    void aMilestoneIsDueFromItsInstantOn() {
        assertThat(MilestoneRules.due(GROUP, MilestoneFunctions.MILESTONES, BEGUN, NOTICE.minusNanos(1)))
                .isEmpty();
        assertThat(MilestoneRules.due(GROUP, MilestoneFunctions.MILESTONES, BEGUN, NOTICE))
                .containsExactly(new Due(Milestone.Fixed.NOTICE, NOTICE, false));
    }

    @Test
    void whatWasActedOnIsDueNoMore() {
        ReachedMilestones noticed = acted(BEGUN, new Due(Milestone.Fixed.NOTICE, NOTICE, false));
        assertThat(MilestoneRules.due(GROUP, MilestoneFunctions.MILESTONES, noticed, OPENING))
                .containsExactly(new Due(Milestone.Fixed.EXPORTS_OPEN, OPENING, false));
    }

    @Test
    void allThatHasComeIsDueInTheOrderInWhichItCame() {
        assertThat(MilestoneRules.due(GROUP, MilestoneFunctions.MILESTONES, BEGUN, REFUND_BY))
                .extracting(Due::milestone)
                .containsExactlyElementsOf(MilestoneFunctions.MILESTONES.all());
    }

    @Test
    void aRefundDateBeforeTheCloseComesBeforeItAndOneAtTheSameInstantAfterIt() {
        Group early = group(CLOSE, OPENING.plus(days(1)));
        assertThat(MilestoneRules.due(early, MilestoneFunctions.MILESTONES, BEGUN, CLOSE))
                .extracting(Due::milestone)
                .startsWith(Milestone.Fixed.NOTICE, Milestone.Fixed.EXPORTS_OPEN, Milestone.Fixed.REFUNDS_BEGIN)
                .endsWith(Milestone.Fixed.CLOSE);
        assertThat(MilestoneRules.due(group(CLOSE, CLOSE), MilestoneFunctions.MILESTONES, BEGUN, CLOSE))
                .extracting(Due::milestone)
                .endsWith(Milestone.Fixed.CLOSE, Milestone.Fixed.REFUNDS_BEGIN);
    }

    @Test
    void remindersAreOvertakenOnceTheNextOneOrTheCloseHasComeAndNothingElseIs() {
        List<Milestone.DaysLeft> reminders = MilestoneFunctions.MILESTONES.reminders();
        assertThat(overtaken(CLOSE.minus(days(60)).minusNanos(1))).isEmpty();
        assertThat(overtaken(CLOSE.minus(days(60)))).containsExactly(new Milestone.DaysLeft(90));
        assertThat(overtaken(CLOSE.minus(days(1))))
                .containsExactlyElementsOf(reminders.subList(0, reminders.size() - 1));
        assertThat(overtaken(REFUND_BY)).containsExactlyElementsOf(reminders);
    }

    @Test
    void aReminderThatWouldFallBeforeTheOpeningNeverComes() {
        Group brief = group(OPENING.plus(days(5)), REFUND_BY);
        assertThat(MilestoneRules.due(brief, MilestoneFunctions.MILESTONES, BEGUN, REFUND_BY))
                .extracting(Due::milestone)
                .containsExactly(
                        Milestone.Fixed.NOTICE,
                        Milestone.Fixed.EXPORTS_OPEN,
                        new Milestone.DaysLeft(3),
                        new Milestone.DaysLeft(1),
                        Milestone.Fixed.CLOSE,
                        Milestone.Fixed.REFUNDS_BEGIN);
    }

    @Test
    void whatWasActedOnAndMovedComesAgainAtItsNewInstant() {
        ReachedMilestones closed = all(GROUP, CLOSE);
        Instant moved = CLOSE.plus(days(100));
        Group extended = group(moved, REFUND_BY);

        assertThat(MilestoneRules.due(extended, MilestoneFunctions.MILESTONES, closed, CLOSE))
                .isEmpty();
        assertThat(MilestoneRules.due(extended, MilestoneFunctions.MILESTONES, closed, moved))
                .contains(new Due(Milestone.Fixed.CLOSE, moved, false))
                .extracting(Due::milestone)
                .doesNotContain(Milestone.Fixed.NOTICE, Milestone.Fixed.EXPORTS_OPEN);
    }

    @Test
    void whatIsNotedKeepsTheRestAndTheVersionAndIsNotNotedAgain() {
        ReachedMilestones before = new ReachedMilestones(ID, Map.of(Milestone.Fixed.NOTICE, NOTICE), 4);
        assertThat(MilestoneRules.acted(before, new Due(Milestone.Fixed.EXPORTS_OPEN, OPENING, false)))
                .contains(new ReachedMilestones(
                        ID, Map.of(Milestone.Fixed.NOTICE, NOTICE, Milestone.Fixed.EXPORTS_OPEN, OPENING), 4));
        assertThat(MilestoneRules.acted(before, new Due(Milestone.Fixed.NOTICE, NOTICE, false)))
                .isEmpty();
    }

    private static List<Milestone> overtaken(Instant now) {
        return MilestoneRules.due(GROUP, MilestoneFunctions.MILESTONES, BEGUN, now).stream()
                .filter(Due::overtaken)
                .map(Due::milestone)
                .toList();
    }

    private static ReachedMilestones all(Group group, Instant now) {
        return MilestoneRules.due(group, MilestoneFunctions.MILESTONES, BEGUN, now).stream()
                .reduce(BEGUN, MilestoneRulesTest::acted, (first, second) -> second);
    }

    private static ReachedMilestones acted(ReachedMilestones advance, Due due) {
        return MilestoneRules.acted(advance, due).orElseThrow();
    }

    private static Group group(Instant close, Instant refundBy) {
        return new Group(ID, Set.of(), new Dates(NOTICE, OPENING, close, refundBy));
    }

    private static Duration days(long days) {
        return Duration.ofDays(days);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7,30", "7,7", "0", "-1", "1000,1"})
    void daysOfRemindersAreInOrder(String days) {
        List<Integer> listed =
                Stream.of(days.split(",", -1)).map(Integer::valueOf).toList();
        assertThatIllegalArgumentException().isThrownBy(() -> new Milestones(listed));
    }
}
