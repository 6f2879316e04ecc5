package sundown.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.UserId;
import sundown.archive.Archive.ArchiveId;
import sundown.archive.Archive.ArchiveState;
import sundown.archive.Archive.ArchiveState.Ending;
import sundown.archive.Archive.Contents;
import sundown.archive.Archive.PrivatePart;
import sundown.archive.Volume.VolumeState;
import sundown.archive.plan.ArchiveItem.LeftOut;
import sundown.archive.plan.PlanRules.ArchivePlan;
import sundown.contract.SampleArchives;
import sundown.digest.Sha256;
import sundown.gallery.Item.ItemId;
import sundown.gallery.Tally;
import sundown.runtime.Records;
import sundown.secret.SecretSealer.SealedSecret;

class ArchiveRulesTest {
    private static final Instant NOW = SampleArchives.NOW;
    private static final Instant FAR = NOW.plus(Duration.ofDays(365));
    private static final Archive READY = SampleArchives.ready(new UserId("u1"));
    private static final Archive PLANNING = SampleArchives.fresh(new UserId("u1"));

    private static final Volume SAMPLE = SampleArchives.volume(SampleArchives.fresh(new UserId("u1")), 1);

    @Test
    void aFirstRequestBeginsOne() {
        assertThat(ArchiveRules.request(Optional.empty(), Optional.empty(), FAR, NOW))
                .isEqualTo(new ArchiveRules.Request.Fresh(0, List.of(), Archive.Chosen.ALL));
    }

    @Test
    void aRequestIsAnsweredWithTheCurrentArchiveUntilItsEnd() {
        Instant end = NOW.plus(ArchiveRules.LIFE);

        assertThat(ArchiveRules.request(Optional.of(READY), Optional.empty(), FAR, end.minusNanos(1)))
                .isEqualTo(new ArchiveRules.Request.There(READY));
        assertThat(ArchiveRules.request(Optional.of(READY), Optional.empty(), FAR, end))
                .isInstanceOf(ArchiveRules.Request.Fresh.class);
    }

    @Test
    void aNewArchiveKeepsTheCleaningOfThoseBefore() {
        Instant end = NOW.plus(ArchiveRules.LIFE);
        Archive.Earlier waiting = earlier(1, NOW, Optional.of(end));
        Archive ready = Records.with(READY, "earlier", List.of(waiting, earlier(2, NOW, Optional.empty())));

        assertThat(ArchiveRules.request(Optional.of(ready), Optional.empty(), FAR, end))
                .isEqualTo(new ArchiveRules.Request.Fresh(
                        READY.version(),
                        List.of(
                                waiting,
                                new Archive.Earlier(
                                        READY.id(),
                                        READY.group(),
                                        NOW,
                                        Optional.of(end.plus(ArchiveRules.WORKER_LIFE_MAX)))),
                        Archive.Chosen.ALL));
    }

    @Test
    void onlyTheArchivesOfADayCount() {
        Archive ended = ArchiveRules.ended(PLANNING, Ending.DELETED, NOW);
        Instant yesterday = NOW.minus(ArchiveRules.DAY);
        Archive two = Records.with(
                ended, "earlier", List.of(earlier(1, yesterday, Optional.of(NOW)), earlier(2, NOW, Optional.empty())));
        Archive three = Records.with(
                ended,
                "earlier",
                List.of(
                        earlier(1, yesterday.plusSeconds(5), Optional.empty()),
                        earlier(2, yesterday.plusSeconds(9), Optional.empty())));

        assertThat(ArchiveRules.request(Optional.of(two), Optional.empty(), FAR, NOW))
                .isInstanceOf(ArchiveRules.Request.Fresh.class);
        assertThat(ArchiveRules.request(Optional.of(three), Optional.empty(), FAR, NOW))
                .isEqualTo(new ArchiveRules.Request.TooMany(NOW.plusSeconds(5)));
    }

    private static Archive.Earlier earlier(int number, Instant createdAt, Optional<Instant> cleanAt) {
        return new Archive.Earlier(new ArchiveId("%024d".formatted(number)), READY.group(), createdAt, cleanAt);
    }

    @Test
    void anArchiveEndsAfterThirtyDaysOrAtAnEarlierClose() {
        Instant expiry = NOW.plus(Duration.ofDays(30));

        assertThat(ArchiveRules.end(READY, FAR)).isEqualTo(expiry);
        assertThat(ArchiveRules.end(READY, expiry.minusSeconds(1))).isEqualTo(expiry.minusSeconds(1));
    }

    @Test
    void aDownloadNeverMakesItEndLater() {
        Duration kept = Duration.ofDays(2);
        Instant expiry = NOW.plus(Duration.ofDays(30));
        Instant late = expiry.minus(Duration.ofDays(1));
        Archive downloaded = IntStream.rangeClosed(
                        1, READY.contents().orElseThrow().volumes())
                .boxed()
                .reduce(
                        READY.with(Archive.Downloads.NONE),
                        (archive, volume) -> confirmed(archive, volume, kept, late),
                        (one, other) -> other);

        assertThat(downloaded.downloads().keptUntil()).contains(late.plus(kept));
        assertThat(ArchiveRules.end(downloaded, FAR)).isEqualTo(expiry);
        assertThat(downloaded.state()).isEqualTo(READY.state());
        assertThat(downloaded.downloads().items()).isEqualTo(new Tally(11 * 1_000L, 11 * 3_900_000_000L));
        assertThat(downloaded.downloads().leftOut()).isEqualTo(11 * 25);
        assertThat(downloaded.downloads().lost()).isEqualTo(11 * 12);
    }

    private static Archive confirmed(Archive archive, int volume, Duration kept, Instant now) {
        Optional<Volume> found = Optional.of(SampleArchives.volume(archive, volume));
        return ((ArchiveRules.Confirmation.Noted) ArchiveRules.confirmed(archive, found, kept, now)).archive();
    }

    @Test
    void itsEndNamesTheReason() {
        Instant expiry = NOW.plus(Duration.ofDays(30));
        Instant close = expiry.minus(Duration.ofDays(2));

        assertThat(ArchiveRules.ending(READY, FAR, expiry.minusNanos(1))).isEmpty();
        assertThat(why(ArchiveRules.ending(READY, FAR, expiry))).isEqualTo(Ending.EXPIRED);
        assertThat(why(ArchiveRules.ending(READY, close, close))).isEqualTo(Ending.CLOSED);
    }

    @Test
    void anEndedArchiveHasNoPasswordsAndStaysUnchanged() {
        Archive ended = ArchiveRules.ended(READY, Ending.DELETED, NOW);

        assertThat(READY.privatePart()).isPresent();
        assertThat(ended.password()).isEmpty();
        assertThat(ended.privatePart()).isEmpty();
        assertThat(ended.cleanAt()).contains(NOW.plus(ArchiveRules.WORKER_LIFE_MAX));
        assertThat(ArchiveRules.ended(ended, Ending.EXPIRED, FAR)).isEqualTo(ended);
        assertThat(ArchiveRules.ending(ended, FAR, FAR)).isEmpty();
    }

    @Test
    void onlyAnArchiveThatWaitsForItsPlanIsPlanned() {
        Archive.PlanId id = SampleArchives.plan(1);
        ArchivePlan plan = new ArchivePlan(
                Tally.one(7), List.of(new ArchivePlan.Bounds(new ItemId("a"), new ItemId("b"), true, 2, 10)));
        Optional<PrivatePart> hidden = Optional.of(new PrivatePart(new SealedSecret("sealed"), 2));

        Archive planned = ArchiveRules.planned(PLANNING, id, plan, hidden, NOW).orElseThrow();
        assertThat(planned.state()).isEqualTo(new ArchiveState.Building(NOW, NOW.plus(ArchiveRules.QUEUING)));
        assertThat(planned.contents()).contains(new Contents(id, 1, 10));
        assertThat(planned.privatePart()).isEqualTo(hidden);
        assertThat(ArchiveRules.planned(READY, id, plan, hidden, NOW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void planningIsRepeatedAfterEverLongerTimes(int attempt) {
        assertThat(plannedAgain(attempt, FAR))
                .isEqualTo(new ArchiveState.Planning(attempt + 1, NOW.plus(Duration.ofMinutes(16L * (1 << attempt)))));
    }

    @Test
    void planningIsCheckedAtTheArchivesEndAtTheLatestAndGivesUpAfterFiveAttempts() {
        Instant close = NOW.plus(Duration.ofMinutes(20));

        assertThat(plannedAgain(1, close)).isEqualTo(new ArchiveState.Planning(2, close));
        assertThat(plannedAgain(5, FAR)).isEqualTo(new ArchiveState.Ended(Ending.GAVE_UP, NOW));
    }

    private static ArchiveState plannedAgain(int attempt, Instant close) {
        return ArchiveRules.plannedAgain(PLANNING, new ArchiveState.Planning(attempt, NOW), close, NOW)
                .state();
    }

    @Test
    void anArchiveIsReadyOnlyWhenEveryVolumeIsDone() {
        assertThat(checked(List.of(done(1))).state()).isInstanceOf(ArchiveState.Building.class);
        assertThat(checked(List.of(done(1), done(2))).state())
                .isEqualTo(new ArchiveState.Ready(NOW, NOW.plus(ArchiveRules.LIFE)));
    }

    @Test
    void theObjectsOfAttemptsThatDoNotCountAreRemovedWhenNoWorkerCanBeAtThem() {
        Volume first = Records.with(done(1), "attempt", 1);

        assertThat(checked(List.of(first, Records.with(done(2), "attempt", 1))).cleanAt())
                .isEmpty();
        assertThat(checked(List.of(first, Records.with(done(2), "attempt", 2))).cleanAt())
                .contains(NOW.plus(ArchiveRules.WORKER_LIFE_MAX));
    }

    @Test
    void anArchiveIsCheckedWhenTheFirstVolumeNeedsIt() {
        Volume later = volume(1).withState(new VolumeState.Queued(NOW.plusSeconds(90)));
        Volume sooner = volume(2).withState(new VolumeState.Building(NOW.plusSeconds(30)));

        assertThat(checked(List.of(later, sooner)).state())
                .isEqualTo(new ArchiveState.Building(NOW, NOW.plusSeconds(30)));
    }

    @Test
    void anArchiveIsCheckedSoonerWhenAVolumeNeedsIt() {
        Archive building = PLANNING.withState(new ArchiveState.Building(NOW, FAR));

        assertThat(ArchiveRules.checkedBy(building, FAR.minusNanos(1)))
                .contains(building.withState(new ArchiveState.Building(NOW, FAR.minusNanos(1))));
        assertThat(ArchiveRules.checkedBy(building, FAR)).isEmpty();
        assertThat(ArchiveRules.checkedBy(READY, NOW)).isEmpty();
    }

    @Test
    void oneVolumeThatGaveUpEndsTheArchive() {
        Archive checked = checked(List.of(done(1), VolumeRules.gaveUp(volume(2), NOW)));

        assertThat(checked.state()).isEqualTo(new ArchiveState.Ended(Ending.GAVE_UP, NOW));
        assertThat(checked.password()).isEmpty();
    }

    private static Archive checked(List<Volume> volumes) {
        ArchiveState.Building building = new ArchiveState.Building(NOW, NOW);
        Archive archive = PLANNING.with(Tally.one(7), new Contents(SampleArchives.plan(1), 2, 10), Optional.empty())
                .withState(building);
        return ArchiveRules.checked(archive, building, volumes, FAR, NOW);
    }

    private static Volume volume(int number) {
        return SampleArchives.volume(PLANNING, number);
    }

    private static Volume done(int number) {
        return VolumeRules.done(volume(number), 10, Sha256.of(new byte[32]), Tally.one(7), List.of(), NOW);
    }

    private static Ending why(Optional<Archive> ended) {
        return ((ArchiveState.Ended) ended.orElseThrow().state()).why();
    }

    @Test
    void aWorkerTakesAQueuedVolumeInANewAttempt() {
        Volume taken = VolumeRules.taken(queued(3, NOW.plusSeconds(60)), NOW).orElseThrow();

        assertThat(taken.state()).isEqualTo(new VolumeState.Building(NOW.plus(VolumeRules.LEASE)));
        assertThat(taken.attempt()).isEqualTo(4);
        assertThat(taken.uploaded()).isZero();
    }

    @Test
    void noWorkerTakesAVolumeThatAnotherHas() {
        assertThat(VolumeRules.taken(building(1, NOW.plusMillis(1)), NOW)).isEmpty();
    }

    @Test
    void anotherWorkerTakesAVolumeAfterItsLeaseInAnotherAttempt() {
        Volume taken = VolumeRules.taken(building(2, NOW), NOW).orElseThrow();

        assertThat(taken.state()).isEqualTo(new VolumeState.Building(NOW.plus(VolumeRules.LEASE)));
        assertThat(taken.attempt()).isEqualTo(3);
    }

    @Test
    void noWorkerTakesAFinishedVolume() {
        assertThat(VolumeRules.taken(done(), NOW)).isEmpty();
        assertThat(VolumeRules.taken(VolumeRules.gaveUp(SAMPLE, NOW), NOW)).isEmpty();
    }

    @Test
    void pausesDoubleUpToAnHour() {
        List<Duration> pauses = IntStream.rangeClosed(1, 9)
                .mapToObj(attempt -> VolumeRules.setBack(building(attempt, NOW), NOW))
                .map(volume -> Duration.between(NOW, VolumeRules.checkAt(volume).orElseThrow()))
                .toList();

        assertThat(pauses).extracting(Duration::toMinutes).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
    }

    @Test
    void tooManyAttemptsEndTheVolume() {
        Volume last = building(VolumeRules.ATTEMPTS_MAX, NOW);
        Volume lastButOne = building(VolumeRules.ATTEMPTS_MAX - 1, NOW);
        Volume.Hindrance slow = new Volume.Hindrance(SAMPLE.first(), LeftOut.Reason.TOO_SLOW);

        assertThat(List.of(
                        VolumeRules.setBack(lastButOne, NOW),
                        VolumeRules.hindered(lastButOne, slow, NOW),
                        VolumeRules.queuedAgain(lastButOne, NOW, NOW).orElseThrow()))
                .allMatch(volume -> volume.state() instanceof VolumeState.Queued);
        assertThat(List.of(
                        VolumeRules.setBack(last, NOW),
                        VolumeRules.hindered(last, slow, NOW),
                        VolumeRules.queuedAgain(last, NOW, NOW).orElseThrow()))
                .allMatch(volume -> volume.state().equals(new VolumeState.GaveUp(NOW)));
    }

    @Test
    void anItemIsLeftOutOnceItChangedWhileItWasReadOrTwoAttemptsEndedAtIt() {
        ItemId item = SAMPLE.last();
        Volume.Hindrance slow = new Volume.Hindrance(item, LeftOut.Reason.TOO_SLOW);
        Volume once = VolumeRules.hindered(building(1, NOW), slow, NOW);

        assertThat(once.obstacle(item)).isEmpty();
        assertThat(VolumeRules.hindered(once, slow, NOW).obstacle(item)).contains(LeftOut.Reason.TOO_SLOW);
        Volume.Hindrance changed = new Volume.Hindrance(item, LeftOut.Reason.CHANGED);
        assertThat(List.of(building(1, NOW), once))
                .allSatisfy(volume -> assertThat(
                                VolumeRules.hindered(volume, changed, NOW).obstacle(item))
                        .contains(LeftOut.Reason.CHANGED));
    }

    @Test
    void aMessageIsSentAgainOnlyWhenItIsTime() {
        assertThat(VolumeRules.queuedAgain(queued(0, NOW.plusMillis(1)), NOW, NOW))
                .isEmpty();
        assertThat(VolumeRules.queuedAgain(queued(0, NOW), NOW, NOW)).isPresent();
        assertThat(VolumeRules.queuedAgain(building(1, NOW.plusMillis(1)), NOW, NOW))
                .isEmpty();
        assertThat(VolumeRules.queuedAgain(done(), NOW, NOW)).isEmpty();
    }

    @Test
    void messagesOfASlowQueueAreRepeatedLessOften() {
        Instant since = NOW.minus(Duration.ofHours(3));

        Volume again = VolumeRules.queuedAgain(queued(0, NOW), since, NOW).orElseThrow();

        assertThat(again.state()).isEqualTo(new VolumeState.Queued(NOW.plus(Duration.ofHours(3))));
    }

    @Test
    void aVolumeThatIsDoneNeedsNoCheckAndCountsWhatItLacks() {
        Volume done = done();

        assertThat(done.uploaded()).isEqualTo(done.bytes()).isEqualTo(77);
        assertThat(done.items() + done.leftOut()).isEqualTo(SAMPLE.items());
        assertThat(done.itemBytes()).isEqualTo(70);
        assertThat(done.lost()).as("but for one that another archive may have").isEqualTo(2);
        assertThat(done.hindrances()).isEmpty();
        assertThat(VolumeRules.checkAt(done)).isEmpty();
    }

    private static Volume queued(int attempt, Instant checkAt) {
        return Records.with(SAMPLE, "attempt", attempt).withState(new VolumeState.Queued(checkAt));
    }

    private static Volume building(int attempt, Instant checkAt) {
        return Records.with(Records.with(SAMPLE, "hindrances", List.of()), "attempt", attempt)
                .withState(new VolumeState.Building(checkAt));
    }

    private static Volume done() {
        return VolumeRules.done(
                SAMPLE,
                77,
                Sha256.of(new byte[32]),
                new Tally(SAMPLE.items() - 3, 70),
                List.of(new LeftOut(SAMPLE.first(), "1.jpg", Set.of("Sea"), LeftOut.Reason.CHANGED)),
                NOW);
    }
}
