package sundown.milestone;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.milestone.Functions.DATES;
import static sundown.milestone.Functions.GROUP;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sundown.failure.RetryableFailure;
import sundown.milestone.Schedules.GroupMilestone;
import sundown.runtime.ObservedPort;
import sundown.sweep.SweepMessage;
import sundown.timeline.Dates;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.Timeline;

class ScheduleFollowerTest {
    private final Functions functions = new Functions();

    @Test
    void putsEveryDateThatLiesAhead() {
        functions.publish();
        assertThat(of(GROUP))
                .containsExactlyInAnyOrder(
                        new Milestone.DaysLeft(90),
                        new Milestone.DaysLeft(60),
                        new Milestone.DaysLeft(30),
                        new Milestone.DaysLeft(14),
                        new Milestone.DaysLeft(7),
                        new Milestone.DaysLeft(3),
                        new Milestone.DaysLeft(1),
                        Milestone.Fixed.CLOSE,
                        Milestone.Fixed.REFUNDS_BEGIN);
        assertThat(of(new GroupId("2"))).contains(Milestone.Fixed.EXPORTS_OPEN);
        assertThat(at(new Milestone.DaysLeft(7))).isEqualTo(DATES.close().minus(Duration.ofDays(7)));
    }

    @Test
    void movesWhatWasMovedAndLeavesTheRest() {
        functions.publish();
        Instant later = DATES.close().plus(Duration.ofDays(10));
        put(2, group(GROUP, DATES.exportsOpen(), later));
        functions.publish();
        assertThat(at(Milestone.Fixed.CLOSE)).isEqualTo(later);
        assertThat(at(new Milestone.DaysLeft(1))).isEqualTo(later.minus(Duration.ofDays(1)));
        assertThat(at(Milestone.Fixed.REFUNDS_BEGIN)).isEqualTo(DATES.refundBy());
    }

    @Test
    void keepsTheSchedulesOfDatesThatHavePassed() {
        functions.publish();
        functions.clock.moveTo(DATES.close());
        functions.publish();
        assertThat(of(GROUP)).contains(new Milestone.DaysLeft(30), Milestone.Fixed.CLOSE);
    }

    @Test
    void removesThoseOfAGroupThatIsNoMoreAndOfAReminderThatNeverComes() {
        functions.publish();
        put(2, group(GROUP, DATES.exportsOpen(), DATES.exportsOpen().plus(Duration.ofDays(5))));
        functions.publish();
        assertThat(functions.schedules.list()).extracting(GroupMilestone::group).containsOnly(GROUP);
        assertThat(of(GROUP))
                .containsExactlyInAnyOrder(
                        new Milestone.DaysLeft(3),
                        new Milestone.DaysLeft(1),
                        Milestone.Fixed.CLOSE,
                        Milestone.Fixed.REFUNDS_BEGIN);
    }

    @Test
    void theSweepPutsThoseOfANewDeploymentOnce() {
        functions.sweep();
        assertThat(functions.schedules.list()).isNotEmpty();
        assertThat(functions.followed.version()).isEqualTo(1);

        functions.schedules.remove(new GroupMilestone(GROUP, Milestone.Fixed.CLOSE));
        functions.sweep();
        assertThat(of(GROUP)).doesNotContain(Milestone.Fixed.CLOSE);
    }

    @Test
    void theSweepHealsWhatThePublicationCouldNotPut() {
        functions.publish();
        Instant later = DATES.close().plus(Duration.ofDays(10));
        put(2, group(GROUP, DATES.exportsOpen(), later));
        functions.sweep();
        assertThat(at(Milestone.Fixed.CLOSE)).isEqualTo(later);
        assertThat(functions.followed.version()).isEqualTo(2);
    }

    @Test
    void aSweepThatHasNotHeardOfTheNewestVersionPutsNothing() {
        functions.followed.follow(2);
        functions.sweep();
        assertThat(functions.schedules.list()).isEmpty();
        assertThat(functions.followed.version()).isEqualTo(2);
    }

    @Test
    void theSweepGoesOnWhereASchedulerDoesNotAnswer() {
        functions.observe(ObservedPort.before("Schedules.put", () -> {
            throw new RetryableFailure("busy");
        }));
        functions.clock.advance(SweepMessage.PERIOD);
        functions.sweep();
        assertThat(functions.followed.version()).isZero();
        assertThat(functions.queue.size()).isPositive();
    }

    private void put(int version, Group group) {
        functions.timelines.put(new Timeline(version, Set.of(), List.of(group)));
    }

    private static Group group(GroupId id, Instant opening, Instant close) {
        return new Group(id, Set.of(), new Dates(DATES.notice(), opening, close, DATES.refundBy()));
    }

    private List<Milestone> of(GroupId group) {
        Stream<GroupMilestone> present = functions.schedules.list().stream();
        return present.filter(name -> name.group().equals(group))
                .map(GroupMilestone::milestone)
                .toList();
    }

    private Instant at(Milestone milestone) {
        return functions
                .schedules
                .findTime(new GroupMilestone(GROUP, milestone))
                .orElseThrow();
    }
}
