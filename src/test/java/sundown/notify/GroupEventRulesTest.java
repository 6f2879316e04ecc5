package sundown.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import sundown.milestone.Milestone;
import sundown.milestone.MilestoneStore.ReachedMilestones;
import sundown.notify.ChangeReader.Change;
import sundown.timeline.Dates;
import sundown.timeline.Dates.Phase;

class GroupEventRulesTest {
    private static final Dates DATES = SampleEvents.GROUP.dates();

    @ParameterizedTest
    @CsvSource({"NOTICE,ANNOUNCED", "EXPORTS_OPEN,EXPORTS_OPEN", "CLOSE,CLOSED"})
    void tellsOfEachPhase(Milestone milestone, Phase phase) {
        assertThat(events(milestone)).first().isInstanceOfSatisfying(Event.GroupPhaseChanged.class, event -> {
            assertThat(event.phase()).isEqualTo(phase);
            assertThat(event.group()).isEqualTo(SampleEvents.GROUP);
        });
    }

    @Test
    void tellsUsersThatExportsAreOpenAfterTheNewPhase() {
        assertThat(events(Milestone.EXPORTS_OPEN)).hasSize(2).last().isInstanceOf(Event.ExportsOpened.class);
    }

    @ParameterizedTest
    @CsvSource({"DAYS_LEFT_30,30", "DAYS_LEFT_7,7", "DAYS_LEFT_2,2", "DAYS_LEFT_1,1"})
    void remindsOfTheDaysLeft(Milestone milestone, int daysLeft) {
        assertThat(events(milestone))
                .singleElement()
                .isInstanceOfSatisfying(
                        Event.CloseApproaching.class,
                        event -> assertThat(event.daysLeft()).isEqualTo(daysLeft));
    }

    @Test
    void tellsNobodyOfTheRefundDate() {
        assertThat(events(Milestone.REFUND_DATE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "NOTICE,EXPORTS_OPEN",
        "EXPORTS_OPEN,CLOSE",
        "DAYS_LEFT_30,DAYS_LEFT_7",
        "DAYS_LEFT_7,DAYS_LEFT_2",
        "DAYS_LEFT_2,DAYS_LEFT_1",
        "DAYS_LEFT_1,CLOSE"
    })
    void tellsNothingOnceItIsOvertaken(Milestone late, Milestone next) {
        Instant overtaken = next.at(DATES).orElseThrow();

        assertThat(events(Map.of(), Map.of(late, at(late)), overtaken)).isEmpty();
        assertThat(events(Map.of(), Map.of(late, at(late)), overtaken.minusNanos(1)))
                .isNotEmpty();
    }

    @Test
    void tellsOnlyTheLastOfManyThatAreActedOnTogether() {
        Map<Milestone, Instant> all = acted(Milestone.values());

        assertThat(events(Map.of(), all, DATES.refundBy()))
                .singleElement()
                .isInstanceOfSatisfying(
                        Event.GroupPhaseChanged.class,
                        event -> assertThat(event.phase()).isEqualTo(Phase.CLOSED));
    }

    @ParameterizedTest
    @EnumSource(Milestone.class)
    void tellsNothingOfWhatWasActedOnBefore(Milestone milestone) {
        assertThat(events(acted(milestone), acted(milestone), at(milestone))).isEmpty();
    }

    @Test
    void remindsAnewOfACloseThatWasMoved() {
        Map<Milestone, Instant> before =
                Map.of(Milestone.DAYS_LEFT_7, at(Milestone.DAYS_LEFT_7).minus(Duration.ofDays(30)));

        assertThat(events(before, acted(Milestone.DAYS_LEFT_7), at(Milestone.DAYS_LEFT_7)))
                .hasSize(1);
    }

    @Test
    void tellsNothingOfADateThatHasBeenMovedSince() {
        Map<Milestone, Instant> moved =
                Map.of(Milestone.CLOSE, at(Milestone.CLOSE).minusSeconds(1));

        assertThat(events(Map.of(), moved, at(Milestone.CLOSE))).isEmpty();
    }

    @Test
    void tellsTheSameOfTheSameChangeAndAnotherThingOfAMovedDate() {
        assertThat(events(Milestone.NOTICE)).isEqualTo(events(Milestone.NOTICE));
        assertThat(List.of(
                        events(Milestone.NOTICE).getFirst().id(),
                        events(Milestone.EXPORTS_OPEN).getFirst().id(),
                        events(Milestone.EXPORTS_OPEN).getLast().id(),
                        events(Milestone.CLOSE).getFirst().id()))
                .doesNotHaveDuplicates();
    }

    private static List<Event> events(Milestone milestone) {
        return events(Map.of(), acted(milestone), at(milestone));
    }

    private static List<Event> events(Map<Milestone, Instant> before, Map<Milestone, Instant> after, Instant now) {
        Optional<ReachedMilestones> old = before.isEmpty()
                ? Optional.empty()
                : Optional.of(new ReachedMilestones(SampleEvents.GROUP.id(), before, 1));
        ReachedMilestones row = new ReachedMilestones(SampleEvents.GROUP.id(), after, 2);
        return EventRules.events(new Change.OfGroup(SampleEvents.AT, old, row, SampleEvents.GROUP), now);
    }

    private static Map<Milestone, Instant> acted(Milestone... milestones) {
        Map<Milestone, Instant> acted = new EnumMap<>(Milestone.class);
        for (Milestone milestone : milestones) {
            acted.put(milestone, at(milestone));
        }
        return acted;
    }

    private static Instant at(Milestone milestone) {
        return milestone.at(DATES).orElseThrow();
    }
}
