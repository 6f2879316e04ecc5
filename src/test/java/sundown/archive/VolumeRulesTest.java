package sundown.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.contract.SampleArchives;
import sundown.digest.Sha256;

class VolumeRulesTest {
    private static final Instant NOW = SampleArchives.NOW;
    private static final Volume SAMPLE = SampleArchives.volume(SampleArchives.fresh(new UserId("u1")), 1);

    @Test
    void aWorkerTakesAQueuedVolume() {
        Volume taken = VolumeRules.taken(queued(3, NOW.plusSeconds(60)), NOW).orElseThrow();

        assertThat(taken.state()).isEqualTo(new VolumeState.Building(3, NOW.plus(VolumeRules.LEASE)));
    }

    @Test
    void noWorkerTakesAVolumeThatAnotherHas() {
        assertThat(VolumeRules.taken(building(0, NOW.plusMillis(1)), NOW)).isEmpty();
    }

    @Test
    void anotherWorkerTakesAVolumeAfterItsLeaseAndThatIsASetback() {
        Volume taken = VolumeRules.taken(building(2, NOW), NOW).orElseThrow();

        assertThat(taken.state()).isEqualTo(new VolumeState.Building(3, NOW.plus(VolumeRules.LEASE)));
    }

    @Test
    void noWorkerTakesAFinishedVolume() {
        assertThat(VolumeRules.taken(done(), NOW)).isEmpty();
        assertThat(VolumeRules.taken(VolumeRules.gaveUp(SAMPLE, NOW), NOW)).isEmpty();
    }

    @Test
    void onlyProgressResetsTheSetbacks() {
        Volume volume = building(5, NOW).uploaded(100);

        assertThat(VolumeRules.advanced(volume, 101, NOW).state())
                .isEqualTo(new VolumeState.Building(0, NOW.plus(VolumeRules.LEASE)));
        assertThat(VolumeRules.advanced(volume, 100, NOW).state())
                .isEqualTo(new VolumeState.Building(5, NOW.plus(VolumeRules.LEASE)));
    }

    @Test
    void pausesDoubleUpToAnHour() {
        List<Duration> pauses = IntStream.range(0, 9)
                .mapToObj(attempt -> VolumeRules.setBack(building(attempt, NOW), NOW))
                .map(volume -> Duration.between(NOW, VolumeRules.checkAt(volume).orElseThrow()))
                .toList();

        assertThat(pauses).extracting(Duration::toMinutes).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
    }

    @Test
    void tooManySetbacksInARowEndTheVolume() {
        assertThat(VolumeRules.setBack(building(VolumeRules.MOST_ATTEMPTS - 1, NOW), NOW)
                        .state())
                .isInstanceOf(VolumeState.Queued.class);
        assertThat(VolumeRules.setBack(building(VolumeRules.MOST_ATTEMPTS, NOW), NOW)
                        .state())
                .isEqualTo(new VolumeState.GaveUp(NOW));
    }

    @Test
    void tooManyDeathsOfWorkersEndTheVolumeToo() {
        Optional<Volume> queued = VolumeRules.queuedAgain(building(VolumeRules.MOST_ATTEMPTS, NOW), NOW, NOW);

        assertThat(queued.orElseThrow().state()).isEqualTo(new VolumeState.GaveUp(NOW));
    }

    @Test
    void aMessageIsSentAgainOnlyWhenItIsTime() {
        assertThat(VolumeRules.queuedAgain(queued(0, NOW.plusMillis(1)), NOW, NOW))
                .isEmpty();
        assertThat(VolumeRules.queuedAgain(queued(0, NOW), NOW, NOW)).isPresent();
        assertThat(VolumeRules.queuedAgain(building(0, NOW.plusMillis(1)), NOW, NOW))
                .isEmpty();
        assertThat(VolumeRules.queuedAgain(done(), NOW, NOW)).isEmpty();
    }

    @Test
    void messagesOfASlowQueueAreRepeatedLessOften() {
        Instant since = NOW.minus(Duration.ofHours(3));

        Volume again = VolumeRules.queuedAgain(queued(0, NOW), since, NOW).orElseThrow();

        assertThat(again.state()).isEqualTo(new VolumeState.Queued(0, NOW.plus(Duration.ofHours(3))));
    }

    @Test
    void aVolumeThatIsDoneHasNoUploadAndNeedsNoCheck() {
        Volume done = done();

        assertThat(done.upload()).isEmpty();
        assertThat(done.uploaded()).isEqualTo(done.bytes());
        assertThat(VolumeRules.checkAt(done)).isEmpty();
    }

    private static Volume queued(int attempt, Instant checkAt) {
        return SAMPLE.in(new VolumeState.Queued(attempt, checkAt));
    }

    private static Volume building(int attempt, Instant checkAt) {
        return SAMPLE.in(new VolumeState.Building(attempt, checkAt));
    }

    private static Volume done() {
        return VolumeRules.done(SAMPLE, Sha256.of(new byte[32]), NOW);
    }
}
