package sundown.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static sundown.purge.Given.NOW;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;

class WaveRulesTest {
    private static final Instant LATER = NOW.plusSeconds(60);

    @Test
    void goesFromThePauseOverTheCanaryAndTheWavesToTheEnd() {
        Purge canary = WaveRules.begun(Given.planned(), users(0, 2), NOW);
        assertThat(progress(canary)).isEqualTo(new Progress(2, List.of(wave(0, 1, 2, 0))));
        Purge waves = WaveRules.canaryPassed(WaveRules.counted(canary, wave -> 2), LATER);
        assertThat(waves).isEqualTo(Given.waves(LATER, 2, 2));
        Purge begun = WaveRules.begun(waves, users(2, 250), NOW);
        assertThat(progress(begun)).isEqualTo(new Progress(250, List.of(wave(2, 249, 248, 0))));
        Purge finished = WaveRules.counted(begun, Wave::accounts);
        assertThat(WaveRules.purged(finished, LATER)).isEqualTo(Given.in(new PurgeState.Purged(LATER)));
    }

    @Test
    void keepsOfEachWaveHowFarItIsUntilItIsOver() {
        Purge begun = WaveRules.begun(WaveRules.begun(Given.waves(NOW, 2, 2), users(2, 12), NOW), users(12, 22), NOW);
        Purge counted = WaveRules.counted(begun, wave -> wave.has(user(5)) ? 7 : 4);
        assertThat(progress(counted)).isEqualTo(new Progress(22, List.of(wave(2, 11, 10, 7), wave(12, 21, 10, 4))));
        assertThat(progress(counted).finished()).isEqualTo(13);
        Purge firstOver = WaveRules.counted(counted, wave -> wave.has(user(5)) ? 10 : 4);
        assertThat(progress(firstOver)).isEqualTo(new Progress(22, List.of(wave(12, 21, 10, 4))));
        assertThat(progress(firstOver).atRest()).isFalse();
        assertThat(progress(WaveRules.counted(firstOver, wave -> 10))).isEqualTo(new Progress(22, List.of()));
    }

    @Test
    void countsNothingWhereNothingIsDeleted() {
        Purge planned = Given.planned();
        assertThat(WaveRules.counted(planned, wave -> 1)).isEqualTo(planned);
    }

    @Test
    void aWaveHasWhoeverIsBetweenItsFirstAndItsLastAccount() {
        Wave wave = new Wave(new Place(1, new UserId("B")), new Place(1, new UserId("_x")), 5, 0);
        assertThat(Stream.of("A", "B", "Z", "_", "_x", "_x0", "a").filter(user -> wave.has(place(1, user))))
                .containsExactly("B", "Z", "_", "_x");
        Wave overChunks = new Wave(place(1, "m"), place(3, "m"), 5, 0);
        assertThat(overChunks.has(place(1, "a"))).isFalse();
        assertThat(overChunks.has(place(2, "a"))).isTrue();
        assertThat(overChunks.has(place(3, "z"))).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Wave.of(users(0, 3).reversed()));
    }

    @Test
    void passesNoCanaryThatIsNotFinished() {
        assertThatIllegalStateException().isThrownBy(() -> WaveRules.canaryPassed(Given.canary(2, 1), NOW));
    }

    @Test
    void isNotPurgedBeforeEveryAccountIsFinished() {
        assertThatIllegalStateException().isThrownBy(() -> WaveRules.purged(Given.waves(NOW, 250, 249), NOW));
    }

    @Test
    void finishesNoMoreThanWasBegun() {
        assertThatIllegalArgumentException().isThrownBy(() -> WaveRules.counted(Given.canary(2, 1), wave -> 2));
    }

    @Test
    void goesOnOnlyWhereItStands() {
        Purge early = Given.planned();
        assertThatIllegalStateException().isThrownBy(() -> WaveRules.sentAgain(early, NOW));
        assertThatIllegalStateException().isThrownBy(() -> WaveRules.purged(early, NOW));
        for (Purge late : new Purge[] {Given.canary(2, 0), Given.in(new PurgeState.Voided(NOW))}) {
            assertThatIllegalStateException().isThrownBy(() -> WaveRules.begun(late, users(0, 2), NOW));
        }
    }

    private static Progress progress(Purge purge) {
        return purge.state().deletion().orElseThrow();
    }

    private static Wave wave(int first, int last, long accounts, long finished) {
        return new Wave(user(first), user(last), accounts, finished);
    }

    private static List<Place> users(int from, int to) {
        return IntStream.range(from, to).mapToObj(WaveRulesTest::user).toList();
    }

    private static Place user(int number) {
        return place(number / 10, "u%03d".formatted(number));
    }

    private static Place place(int chunk, String user) {
        return new Place(chunk, new UserId(user));
    }
}
