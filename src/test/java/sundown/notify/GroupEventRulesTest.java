package sundown.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.milestone.Milestone;
import sundown.milestone.MilestoneFunctions;
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
        assertThat(events(Milestone.Fixed.EXPORTS_OPEN)).hasSize(2).last().isInstanceOf(Event.ExportsOpened.class);
    }

    @ParameterizedTest
    @CsvSource({"DAYS_LEFT_90,90", "DAYS_LEFT_30,30", "DAYS_LEFT_1,1"})
    void remindsOfTheDaysLeft(Milestone milestone, int daysLeft) {
        assertThat(events(milestone))
                .singleElement()
                .isInstanceOfSatisfying(
                        Event.CloseApproaching.class,
                        event -> assertThat(event.daysLeft()).isEqualTo(daysLeft));
    }

    @Test
    void announcesTheEndAfterTheNewPhase() {
        assertThat(events(Milestone.Fixed.NOTICE)).hasSize(2).last().isInstanceOf(Event.EndAnnounced.class);
    }

    @Test
    void tellsNobodyOfTheRefundDate() {
        assertThat(events(Milestone.Fixed.REFUNDS_BEGIN)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "NOTICE,EXPORTS_OPEN",
        "EXPORTS_OPEN,CLOSE",
        "DAYS_LEFT_90,DAYS_LEFT_60",
        "DAYS_LEFT_30,DAYS_LEFT_14",
        "DAYS_LEFT_3,DAYS_LEFT_1",
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
        Map<Milestone, Instant> all = acted(MilestoneFunctions.MILESTONES.all().toArray(Milestone[]::new));

        assertThat(events(Map.of(), all, DATES.refundBy()))
                .singleElement()
                .isInstanceOfSatisfying(
                        Event.GroupPhaseChanged.class,
                        event -> assertThat(event.phase()).isEqualTo(Phase.CLOSED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOTICE", "EXPORTS_OPEN", "DAYS_LEFT_7", "CLOSE", "REFUNDS_BEGIN"})
    void tellsNothingOfWhatWasActedOnBefore(Milestone milestone) {
        assertThat(events(acted(milestone), acted(milestone), at(milestone))).isEmpty();
    }

    @Test
    void remindsAnewOfACloseThatWasMoved() {
        Map<Milestone, Instant> before =
                Map.of(new Milestone.DaysLeft(7), at(new Milestone.DaysLeft(7)).minus(Duration.ofDays(30)));

        assertThat(events(before, acted(new Milestone.DaysLeft(7)), at(new Milestone.DaysLeft(7))))
                .hasSize(1);
    }

    @Test
    void tellsNothingOfADateThatHasBeenMovedSince() {
        Map<Milestone, Instant> moved =
                Map.of(Milestone.Fixed.CLOSE, at(Milestone.Fixed.CLOSE).minusSeconds(1));

        assertThat(events(Map.of(), moved, at(Milestone.Fixed.CLOSE))).isEmpty();
    }

    @Test
    void tellsTheSameOfTheSameChangeAndAnotherThingOfAMovedDate() {
        assertThat(events(Milestone.Fixed.NOTICE)).isEqualTo(events(Milestone.Fixed.NOTICE));
        assertThat(List.of(
                        events(Milestone.Fixed.NOTICE).getFirst().id(),
                        events(Milestone.Fixed.EXPORTS_OPEN).getFirst().id(),
                        events(Milestone.Fixed.EXPORTS_OPEN).getLast().id(),
                        events(Milestone.Fixed.CLOSE).getFirst().id()))
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
        return EventRules.events(
                new Change.OfGroup(SampleEvents.AT, old, row, SampleEvents.GROUP), MilestoneFunctions.MILESTONES, now);
    }

    private static Map<Milestone, Instant> acted(Milestone... milestones) {
        Map<Milestone, Instant> acted = new HashMap<>();
        for (Milestone milestone : milestones) {
            acted.put(milestone, at(milestone));
        }
        return acted;
    }

    private static Instant at(Milestone milestone) {
        return milestone.at(DATES).orElseThrow();
    }
}
