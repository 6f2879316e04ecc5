package sundown.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.purge.Given.APPROVALS;
import static sundown.purge.Given.CLOSE;
import static sundown.purge.Given.DRAINED;
import static sundown.purge.Given.GROUP;
import static sundown.purge.Given.NOW;
import static sundown.purge.Given.PLAN;
import static sundown.purge.Given.SETTINGS;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PurgeRulesTest {
    /** When the pause is over, and clocks may be wrong by a day. */
    private static final Instant BEGIN = NOW.plus(Given.PAUSE).plus(PurgeRules.SKEW);

    private static final Duration MOMENT = Duration.ofNanos(1);
    private static final PurgeRules.Next NOTHING = new PurgeRules.Next.Nothing();

    @Test
    void beginsWithTheCanaryWhenThePauseIsOverByEveryClock() {
        assertThat(next(Given.pausing(), Given.at(BEGIN.minus(MOMENT)))).isEqualTo(NOTHING);
        assertThat(next(Given.pausing(), Given.at(BEGIN))).isEqualTo(new PurgeRules.Next.BeginCanary(2));
    }

    @Test
    void beginsNothingWithinADayOfTheCloseOrTheDrain() {
        Purge unpaused = Given.in(new PurgeState.Pausing(APPROVALS, CLOSE));
        Instant drained = CLOSE.minus(Duration.ofDays(9));
        Circumstances close = Given.of(Optional.of(PLAN), Optional.of(CLOSE), Optional.of(drained), CLOSE);
        assertThat(PurgeRules.beginsAt(unpaused, close)).contains(CLOSE.plus(Duration.ofHours(24)));
        assertThat(PurgeRules.beginsAt(unpaused, Given.at(NOW))).contains(DRAINED.plus(Duration.ofHours(24)));
        assertThat(next(unpaused, Given.at(DRAINED.plus(PurgeRules.SKEW).minus(MOMENT))))
                .isEqualTo(NOTHING);
        assertThat(next(unpaused, Given.at(DRAINED.plus(PurgeRules.SKEW))))
                .isEqualTo(new PurgeRules.Next.BeginCanary(2));
    }

    @Test
    void hasNoDateWithoutCloseOrDrain() {
        assertThat(PurgeRules.beginsAt(
                        Given.pausing(), Given.of(Optional.of(PLAN), Optional.empty(), Optional.of(DRAINED), NOW)))
                .isEmpty();
        assertThat(PurgeRules.beginsAt(
                        Given.pausing(), Given.of(Optional.of(PLAN), Optional.of(CLOSE), Optional.empty(), NOW)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "2, 1", "99, 1", "199, 1", "200, 2", "250, 2", "100000, 1000"})
    void aCanaryIsOneOfAHundredAndAtLeastOne(long users, long canary) {
        Plan plan = Given.plan("plan00001", "a", users, 3, 5);
        Purge purge = new Purge(GROUP, plan, new PurgeState.Pausing(APPROVALS, NOW), 4);
        Circumstances now = Given.of(Optional.of(plan), Optional.of(CLOSE), Optional.of(DRAINED), BEGIN);
        assertThat(next(purge, now)).isEqualTo(new PurgeRules.Next.BeginCanary(canary));
    }

    @Test
    void looksAtTheCanaryWhenAllOfItIsDeleted() {
        Purge unfinished = Given.in(new PurgeState.Canary(APPROVALS, BEGIN, new Progress(2, 1)));
        assertThat(next(unfinished, Given.at(BEGIN))).isEqualTo(NOTHING);
        assertThat(next(Given.canary(2, 2), Given.at(BEGIN))).isEqualTo(new PurgeRules.Next.CheckCanary());
    }

    @Test
    void deletesAWaveAMinute() {
        Instant minute = BEGIN.plusSeconds(60);
        assertThat(next(Given.waves(BEGIN, 2, 2), Given.at(minute.minus(MOMENT))))
                .isEqualTo(NOTHING);
        assertThat(next(Given.waves(BEGIN, 2, 2), Given.at(minute))).isEqualTo(new PurgeRules.Next.BeginWave(30));
        assertThat(next(Given.waves(BEGIN, 32, 2), Given.at(minute))).isEqualTo(new PurgeRules.Next.BeginWave(30));
        assertThat(next(Given.waves(BEGIN, 242, 2), Given.at(minute))).isEqualTo(new PurgeRules.Next.BeginWave(8));
    }

    @Test
    void sendsAgainWhatIsNotFinishedForTwentyMinutes() {
        Instant late = BEGIN.plus(Duration.ofMinutes(20));
        Purge canary = Given.in(new PurgeState.Canary(APPROVALS, BEGIN, new Progress(2, 1)));
        for (Purge unfinished : new Purge[] {canary, Given.waves(BEGIN, 250, 249)}) {
            assertThat(next(unfinished, Given.at(late.minus(MOMENT)))).isEqualTo(NOTHING);
            assertThat(next(unfinished, Given.at(late))).isEqualTo(new PurgeRules.Next.SendAgain());
            assertThat(next(ProgressRules.sentAgain(unfinished, late), Given.at(late)))
                    .isEqualTo(NOTHING);
        }
    }

    @Test
    void beginsNoWaveWhileTwentyAreUnfinished() {
        PurgeSettings slow = new PurgeSettings(Given.PAUSE, 10);
        Instant minute = BEGIN.plusSeconds(60);
        assertThat(PurgeRules.next(Given.waves(BEGIN, 202, 2), Given.at(minute), slow))
                .isEqualTo(NOTHING);
        assertThat(PurgeRules.next(Given.waves(BEGIN, 202, 3), Given.at(minute), slow))
                .isEqualTo(new PurgeRules.Next.BeginWave(10));
        assertThat(PurgeRules.next(Given.waves(BEGIN, 202, 2), Given.at(BEGIN.plus(Duration.ofMinutes(20))), slow))
                .isEqualTo(new PurgeRules.Next.SendAgain());
    }

    @Test
    void isDoneWhenEveryAccountIsFinished() {
        assertThat(next(Given.waves(BEGIN, 250, 249), Given.at(BEGIN))).isEqualTo(NOTHING);
        assertThat(next(Given.waves(BEGIN, 250, 250), Given.at(BEGIN))).isEqualTo(new PurgeRules.Next.Done());
    }

    @ParameterizedTest
    @MethodSource("underWay")
    void doesNothingWhileTheSwitchStopsIt(Purge purge) {
        assertThat(next(purge, Given.at(BEGIN.plusSeconds(60)))).isNotEqualTo(NOTHING);
        assertThat(next(purge, Given.stopped(BEGIN.plusSeconds(60)))).isEqualTo(NOTHING);
    }

    @ParameterizedTest
    @MethodSource("underWay")
    void forgetsItsApprovalsWhenAnythingElseIsThanWasApproved(Purge purge) {
        PurgeRules.Next annulled = new PurgeRules.Next.Annul(Given.planned());
        assertThat(next(purge, Given.changed(4, 5, BEGIN))).isEqualTo(annulled);
        assertThat(next(purge, Given.changed(3, 6, BEGIN))).isEqualTo(annulled);
        assertThat(next(purge, Given.of(Optional.of(PLAN), Optional.of(CLOSE), Optional.empty(), BEGIN)))
                .isEqualTo(annulled);
        assertThat(next(purge, Given.of(Optional.empty(), Optional.of(CLOSE), Optional.of(DRAINED), BEGIN)))
                .isEqualTo(annulled);
    }

    @ParameterizedTest
    @MethodSource("underWay")
    void takesAPlanOfAnotherManifestForAnotherPurge(Purge purge) {
        Plan tampered = Given.plan("plan00001", "b", 250, 3, 5);
        Circumstances now = Given.of(Optional.of(tampered), Optional.of(CLOSE), Optional.of(DRAINED), BEGIN);
        assertThat(next(purge, now))
                .isEqualTo(new PurgeRules.Next.Annul(
                        new Purge(GROUP, tampered, new PurgeState.Planned(Optional.empty()), purge.version())));
    }

    static Stream<Purge> underWay() {
        return Stream.of(Given.pausing(), Given.canary(2, 2), Given.waves(BEGIN, 2, 2), Given.waves(BEGIN, 250, 250));
    }

    @Test
    void forgetsAFirstApprovalToo() {
        assertThat(next(Given.approvedBy(Given.ADA), Given.changed(4, 5, NOW)))
                .isEqualTo(new PurgeRules.Next.Annul(Given.planned()));
    }

    @ParameterizedTest
    @MethodSource("waitingForPeople")
    void doesNothingWithoutTwoApprovalsOrAfterTheEnd(Purge purge) {
        assertThat(next(purge, Given.at(BEGIN.plus(Duration.ofDays(999))))).isEqualTo(NOTHING);
    }

    static Stream<Purge> waitingForPeople() {
        return Stream.concat(Stream.of(Given.planned(), Given.approvedBy(Given.ADA)), ApprovalRulesTest.over());
    }

    @Test
    void keepsWhatIsOverWhateverChanges() {
        Purge certified = Given.in(new PurgeState.Certified(APPROVALS, NOW));
        assertThat(PurgeRules.current(Optional.of(certified), Given.changed(9, 9, BEGIN)))
                .contains(certified);
    }

    @Test
    void goesByTheEarlierOneOfTwoClocks() {
        assertThat(PurgeRules.earlier(NOW, BEGIN)).isEqualTo(NOW);
        assertThat(PurgeRules.earlier(BEGIN, NOW)).isEqualTo(NOW);
    }

    private static PurgeRules.Next next(Purge purge, Circumstances now) {
        return PurgeRules.next(purge, now, SETTINGS);
    }
}
