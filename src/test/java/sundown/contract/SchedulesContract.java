package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import sundown.milestone.Milestone;
import sundown.milestone.MilestoneFunctions;
import sundown.milestone.Schedules;
import sundown.milestone.Schedules.GroupMilestone;
import sundown.milestone.Schedules.ScheduledDate;
import sundown.timeline.GroupId;

/** What all schedules promise. */
public abstract class SchedulesContract {
    private static final Instant AT = Instant.parse("2123-02-01T00:00:00Z");
    private static final ScheduledDate OPENING = date("1", Milestone.Fixed.EXPORTS_OPEN, AT);

    /** The schedules under test; none is there at first. */
    protected abstract Schedules schedules();

    @Test
    void areNoneAtFirst() {
        assertThat(schedules().list()).isEmpty();
        assertThat(schedules().findTime(OPENING.name())).isEmpty();
    }

    @Test
    void areThereOnceTheyArePut() {
        schedules().put(OPENING);
        assertThat(schedules().list()).containsExactly(OPENING.name());
        assertThat(schedules().findTime(OPENING.name())).contains(AT);
    }

    @Test
    void areTheSameWhenTheyArePutTwice() {
        schedules().put(OPENING);
        schedules().put(OPENING);
        assertThat(schedules().list()).containsExactly(OPENING.name());
        assertThat(schedules().findTime(OPENING.name())).contains(AT);
    }

    @Test
    void moveWhenTheyArePutAtAnotherInstant() {
        schedules().put(OPENING);
        schedules().put(date("1", Milestone.Fixed.EXPORTS_OPEN, AT.minusSeconds(86_400)));
        assertThat(schedules().list()).containsExactly(OPENING.name());
        assertThat(schedules().findTime(OPENING.name())).contains(AT.minusSeconds(86_400));
    }

    @Test
    void neverComeEarly() {
        schedules().put(date("1", Milestone.Fixed.EXPORTS_OPEN, AT.plusNanos(1)));
        assertThat(schedules().findTime(OPENING.name())).contains(AT.plusSeconds(1));
    }

    @Test
    void keepGroupsAndMilestonesApart() {
        List<ScheduledDate> dates = List.of(
                OPENING,
                date("11", Milestone.Fixed.EXPORTS_OPEN, AT.plusSeconds(1)),
                date("1", new Milestone.DaysLeft(1), AT.plusSeconds(2)),
                date("1", new Milestone.DaysLeft(30), AT.plusSeconds(3)),
                date("exports", Milestone.Fixed.CLOSE, AT.plusSeconds(4)));
        dates.forEach(schedules()::put);
        assertThat(schedules().list())
                .containsExactlyInAnyOrderElementsOf(
                        dates.stream().map(ScheduledDate::name).toList());
        assertThat(dates)
                .allSatisfy(
                        date -> assertThat(schedules().findTime(date.name())).contains(date.at()));
    }

    @Test
    void goWhenTheyAreRemoved() {
        schedules().put(OPENING);
        schedules().put(date("2", Milestone.Fixed.EXPORTS_OPEN, AT));
        schedules().remove(OPENING.name());
        schedules().remove(OPENING.name());
        assertThat(schedules().list())
                .containsExactly(new GroupMilestone(new GroupId("2"), Milestone.Fixed.EXPORTS_OPEN));
    }

    @Test
    void areListedHoweverManyThereAre() {
        for (int group = 1; group <= 30; group++) {
            for (Milestone milestone : MilestoneFunctions.MILESTONES.all()) {
                schedules().put(date("g" + group, milestone, AT));
            }
        }
        assertThat(schedules().list())
                .hasSize(30 * MilestoneFunctions.MILESTONES.all().size());
    }

    private static ScheduledDate date(String group, Milestone milestone, Instant at) {
        return new ScheduledDate(new GroupId(group), milestone, at);
    }
}
