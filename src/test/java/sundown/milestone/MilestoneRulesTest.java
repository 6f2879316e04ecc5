package sundown.milestone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
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
        assertThat(MilestoneRules.due(GROUP, BEGUN, NOTICE.minusNanos(1))).isEmpty();
        assertThat(MilestoneRules.due(GROUP, BEGUN, NOTICE)).containsExactly(new Due(Milestone.NOTICE, NOTICE, false));
    }

    @Test
    void whatWasActedOnIsDueNoMore() {
        ReachedMilestones noticed = acted(BEGUN, new Due(Milestone.NOTICE, NOTICE, false));
        assertThat(MilestoneRules.due(GROUP, noticed, OPENING))
                .containsExactly(new Due(Milestone.EXPORTS_OPEN, OPENING, false));
    }

    @Test
    void allThatHasComeIsDueInTheOrderInWhichItCame() {
        assertThat(MilestoneRules.due(GROUP, BEGUN, REFUND_BY))
                .extracting(Due::milestone)
                .containsExactly(Milestone.values());
    }

    @Test
    void aRefundDateBeforeTheCloseComesBeforeItAndOneAtTheSameInstantAfterIt() {
        Group early = group(CLOSE, OPENING.plus(days(1)));
        assertThat(MilestoneRules.due(early, BEGUN, CLOSE))
                .extracting(Due::milestone)
                .startsWith(Milestone.NOTICE, Milestone.EXPORTS_OPEN, Milestone.REFUND_DATE)
                .endsWith(Milestone.CLOSE);
        assertThat(MilestoneRules.due(group(CLOSE, CLOSE), BEGUN, CLOSE))
                .extracting(Due::milestone)
                .endsWith(Milestone.CLOSE, Milestone.REFUND_DATE);
    }

    @Test
    void remindersAreOvertakenOnceTheNextOneOrTheCloseHasComeAndNothingElseIs() {
        assertThat(overtaken(CLOSE.minus(days(7)).minusNanos(1))).isEmpty();
        assertThat(overtaken(CLOSE.minus(days(7)))).containsExactly(Milestone.DAYS_LEFT_30);
        assertThat(overtaken(CLOSE.minus(days(1))))
                .containsExactly(Milestone.DAYS_LEFT_30, Milestone.DAYS_LEFT_7, Milestone.DAYS_LEFT_2);
        assertThat(overtaken(REFUND_BY))
                .containsExactly(
                        Milestone.DAYS_LEFT_30, Milestone.DAYS_LEFT_7, Milestone.DAYS_LEFT_2, Milestone.DAYS_LEFT_1);
    }

    @Test
    void aReminderThatWouldFallBeforeTheOpeningNeverComes() {
        Group brief = group(OPENING.plus(days(5)), REFUND_BY);
        assertThat(MilestoneRules.due(brief, BEGUN, REFUND_BY))
                .extracting(Due::milestone)
                .containsExactly(
                        Milestone.NOTICE,
                        Milestone.EXPORTS_OPEN,
                        Milestone.DAYS_LEFT_2,
                        Milestone.DAYS_LEFT_1,
                        Milestone.CLOSE,
                        Milestone.REFUND_DATE);
    }

    @Test
    void whatWasActedOnAndMovedComesAgainAtItsNewInstant() {
        ReachedMilestones closed = all(GROUP, CLOSE);
        Instant moved = CLOSE.plus(days(60));
        Group extended = group(moved, REFUND_BY);

        assertThat(MilestoneRules.due(extended, closed, CLOSE)).isEmpty();
        assertThat(MilestoneRules.due(extended, closed, moved))
                .contains(new Due(Milestone.CLOSE, moved, false))
                .extracting(Due::milestone)
                .doesNotContain(Milestone.NOTICE, Milestone.EXPORTS_OPEN);
    }

    @Test
    void whatIsNotedKeepsTheRestAndTheVersionAndIsNotNotedAgain() {
        ReachedMilestones before = new ReachedMilestones(ID, Map.of(Milestone.NOTICE, NOTICE), 4);
        assertThat(MilestoneRules.acted(before, new Due(Milestone.EXPORTS_OPEN, OPENING, false)))
                .contains(new ReachedMilestones(
                        ID, Map.of(Milestone.NOTICE, NOTICE, Milestone.EXPORTS_OPEN, OPENING), 4));
        assertThat(MilestoneRules.acted(before, new Due(Milestone.NOTICE, NOTICE, false)))
                .isEmpty();
    }

    private static List<Milestone> overtaken(Instant now) {
        return MilestoneRules.due(GROUP, BEGUN, now).stream()
                .filter(Due::overtaken)
                .map(Due::milestone)
                .toList();
    }

    private static ReachedMilestones all(Group group, Instant now) {
        return MilestoneRules.due(group, BEGUN, now).stream()
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
}
