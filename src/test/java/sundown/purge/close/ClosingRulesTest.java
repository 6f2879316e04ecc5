package sundown.purge.close;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sundown.account.Region;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.archive.Archive.ArchiveState;
import sundown.archive.Archive.ArchiveState.Ending;
import sundown.contract.SampleArchives;
import sundown.job.Job;
import sundown.purge.close.ClosingRules.CloseStep;
import sundown.purge.close.ClosingStore.Closing;
import sundown.timeline.Dates;
import sundown.timeline.Group;
import sundown.timeline.GroupId;

class ClosingRulesTest {
    private static final GroupId ID = new GroupId("1");
    private static final Instant CLOSE = Instant.parse("2023-06-01T00:00:00Z");
    private static final Instant SETTLED = CLOSE.plus(ClosingRules.SETTLING_TIME);
    private static final Duration MOMENT = Duration.ofNanos(1);
    private static final Group GROUP = group(CLOSE);
    private static final long DONE = 0;
    private static final long BUSY = 1;

    @Test
    void beginsAtTheVeryClose() {
        assertThat(next(Optional.empty(), CLOSE.minus(MOMENT))).isEqualTo(new CloseStep.Nothing());
        assertThat(next(Optional.empty(), CLOSE)).isEqualTo(new CloseStep.Save(begun(CLOSE)));
    }

    @Test
    void endsWithTheDrain() {
        assertThat(next(Optional.of(begun(CLOSE).drained(SETTLED)), SETTLED.plus(Duration.ofDays(99))))
                .isEqualTo(new CloseStep.Nothing());
    }

    @Test
    void visitsTheUsersSinceTheClose() {
        assertThat(visit(begun(CLOSE), Optional.empty(), CLOSE)).isEqualTo(new CloseStep.Visit(CLOSE));
        assertThat(visit(begun(CLOSE), job(CLOSE.minus(MOMENT), true), CLOSE)).isEqualTo(new CloseStep.Visit(CLOSE));
    }

    @Test
    void goesOnWithARunThatHasNotEnded() {
        assertThat(visit(begun(CLOSE), job(SETTLED, false), SETTLED.plus(Duration.ofDays(1))))
                .isEqualTo(new CloseStep.Visit(SETTLED));
    }

    @Test
    void countsWhatARunHasFoundOnce() {
        Optional<Job> job = job(CLOSE, true);
        for (Closing closing : List.of(begun(CLOSE), begun(CLOSE).counted(CLOSE.minus(MOMENT), DONE))) {
            assertThat(visit(closing, job, SETTLED)).isEqualTo(new CloseStep.Count(closing, job.orElseThrow()));
        }
    }

    @Test
    void visitsThemAgainWhileSomethingRuns() {
        Closing busy = begun(CLOSE).counted(SETTLED, BUSY);
        Instant again = SETTLED.plus(ClosingRules.NEXT_RUN_AFTER);
        assertThat(visit(busy, job(SETTLED, true), again.minus(MOMENT))).isEqualTo(new CloseStep.Nothing());
        assertThat(visit(busy, job(SETTLED, true), again)).isEqualTo(new CloseStep.Visit(again));
    }

    /** Its first users may have been visited while workers of before the close were still active. */
    @Test
    void takesNoWordThatNothingRunsFromARunThatBeganTooSoonHoweverLateItIs() {
        Instant soon = SETTLED.minus(MOMENT);
        Closing early = begun(CLOSE).counted(soon, DONE);
        assertThat(visit(early, job(soon, true), soon)).isEqualTo(new CloseStep.Nothing());
        for (Instant now : List.of(SETTLED, SETTLED.plus(Duration.ofHours(1)))) {
            assertThat(visit(early, job(soon, true), now)).isEqualTo(new CloseStep.Visit(SETTLED));
        }
    }

    @Test
    void isDrainedWhenARunThatBeganLateEnoughFoundNothingRunning() {
        Closing counted = begun(CLOSE).counted(SETTLED, DONE);
        assertThat(visit(counted, job(SETTLED, true), SETTLED)).isEqualTo(new CloseStep.Save(counted.drained(SETTLED)));
    }

    @Test
    void forgetsAClosingAtOnceWhenTheCloseIsMovedAndBeginsAnewWhenItComes() {
        Closing drained = begun(CLOSE).counted(SETTLED, DONE).drained(SETTLED);
        Instant later = CLOSE.plus(Duration.ofDays(10));
        Closing forgotten = Closing.begun(ID, later, later, 0);

        assertThat(next(group(later), Optional.of(drained), SETTLED)).isEqualTo(new CloseStep.Save(forgotten));
        assertThat(next(group(later), Optional.of(forgotten), later.minus(MOMENT)))
                .isEqualTo(new CloseStep.Nothing());
        assertThat(next(group(later), Optional.of(forgotten), later)).isEqualTo(new CloseStep.Visit(later));
    }

    /**
     * Users may have begun exports again meanwhile: what was found before no longer counts, and the group settles
     * again.
     */
    @Test
    void takesNoWordFromBeforeACloseThatWasMovedBack() {
        Instant later = CLOSE.plus(Duration.ofDays(10));
        Instant movedBack = CLOSE.plus(Duration.ofDays(1));
        Closing forgotten = Closing.begun(ID, later, later, 0);
        Closing anew = begun(movedBack);
        assertThat(next(Optional.of(forgotten), movedBack)).isEqualTo(new CloseStep.Save(anew));
        assertThat(visit(anew, job(movedBack.minus(MOMENT), true), movedBack))
                .isEqualTo(new CloseStep.Visit(movedBack));
        Instant soon = movedBack.plus(ClosingRules.SETTLING_TIME).minus(MOMENT);
        assertThat(visit(anew.counted(soon, DONE), job(soon, true), soon)).isEqualTo(new CloseStep.Nothing());
    }

    @Test
    void countsADrainForItsOwnCloseAlone() {
        assertThat(ClosingRules.drained(Optional.empty(), GROUP.dates())).isEmpty();
        assertThat(ClosingRules.drained(Optional.of(begun(CLOSE)), GROUP.dates()))
                .isEmpty();
        Optional<Closing> drained = Optional.of(begun(CLOSE).drained(SETTLED));
        assertThat(ClosingRules.drained(drained, GROUP.dates())).contains(SETTLED);
        assertThat(ClosingRules.drained(drained, group(CLOSE.plusSeconds(1)).dates()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "live, true",
        "ended, false",
        "worked, true",
        "toBeCleaned, true",
        "stillToBeCleaned, false",
        "earlierToBeCleaned, true"
    })
    void waitsForTheWorkersOfAnArchiveAndHalfAnHourForItsRemoval(String archive, boolean runs) {
        assertThat(ClosingRules.runs(archive(archive), CLOSE)).isEqualTo(runs);
    }

    private static Archive archive(String name) {
        UserId user = new UserId("u1");
        Instant longAgo = CLOSE.minus(ClosingRules.REMOVAL_MAX);
        Archive live = SampleArchives.fresh(user);
        Archive ended = live.withState(new ArchiveState.Ended(Ending.CLOSED, longAgo));
        return switch (name) {
            case "live" -> live;
            case "worked" -> ended.cleanedAt(Optional.of(CLOSE.plus(MOMENT)));
            case "toBeCleaned" -> ended.cleanedAt(Optional.of(longAgo.plus(MOMENT)));
            case "stillToBeCleaned" -> ended.cleanedAt(Optional.of(longAgo));
            case "earlierToBeCleaned" ->
                SampleArchives.replacing(user, CLOSE.plus(MOMENT))
                        .withState(ended.state())
                        .cleanedAt(Optional.of(longAgo));
            default -> ended;
        };
    }

    private static CloseStep next(Optional<Closing> closing, Instant now) {
        return next(GROUP, closing, now);
    }

    private static CloseStep next(Group group, Optional<Closing> closing, Instant now) {
        return ClosingRules.next(group, closing, Optional::empty, now);
    }

    private static CloseStep visit(Closing closing, Optional<Job> job, Instant now) {
        return ClosingRules.next(GROUP, Optional.of(closing), () -> job, now);
    }

    private static Closing begun(Instant since) {
        return Closing.begun(ID, CLOSE, since, 0);
    }

    private static Optional<Job> job(Instant run, boolean ended) {
        Set<Integer> done = ended ? Set.of(0) : Set.of();
        return Optional.of(new Job(ClosingWork.job(ID), run, 2, run, done, Set.of(1), false, Optional.empty()));
    }

    private static Group group(Instant close) {
        Instant opening = CLOSE.minus(Duration.ofDays(180));
        return new Group(
                ID,
                Set.of(new Region("IN")),
                new Dates(opening.minus(Duration.ofDays(30)), opening, close, close.plus(Duration.ofDays(60))));
    }
}
