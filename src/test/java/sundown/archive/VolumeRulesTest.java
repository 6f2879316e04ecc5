package sundown.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.archive.Volume.VolumeState;
import sundown.archive.plan.LeftOut;
import sundown.contract.SampleArchives;
import sundown.digest.Sha256;
import sundown.gallery.Item.ItemId;
import sundown.runtime.Records;

class VolumeRulesTest {
    private static final Instant NOW = SampleArchives.NOW;
    private static final Volume SAMPLE = SampleArchives.volume(SampleArchives.fresh(new UserId("u1")), 1);

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
        assertThat(VolumeRules.hindered(building(1, NOW), new Volume.Hindrance(item, LeftOut.Reason.CHANGED), NOW)
                        .obstacle(item))
                .contains(LeftOut.Reason.CHANGED);
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
        return VolumeRules.done(SAMPLE, 77, Sha256.of(new byte[32]), SAMPLE.items() - 3, List.of(), NOW);
    }
}
