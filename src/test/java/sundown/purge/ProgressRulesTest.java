package sundown.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static sundown.purge.Given.NOW;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProgressRulesTest {
    private static final Instant LATER = NOW.plusSeconds(60);

    @Test
    void goesFromThePauseOverTheCanaryAndTheWavesToTheEnd() {
        Purge canary = ProgressRules.begun(Given.planned(), new PurgeRules.Next.BeginCanary(2), NOW);
        assertThat(canary).isEqualTo(Given.canary(2, 0));
        Purge waves = ProgressRules.canaryPassed(ProgressRules.finished(canary, 2), LATER);
        assertThat(waves).isEqualTo(Given.waves(LATER, 2, 2));
        Purge begun = ProgressRules.begun(waves, new PurgeRules.Next.BeginWave(248), NOW);
        assertThat(begun).isEqualTo(Given.waves(NOW, 250, 2));
        Purge finished = ProgressRules.finished(begun, 248);
        assertThat(ProgressRules.purged(finished, LATER)).isEqualTo(Given.in(new PurgeState.Purged(LATER)));
    }

    @Test
    void passesNoCanaryThatIsNotFinished() {
        assertThatIllegalStateException().isThrownBy(() -> ProgressRules.canaryPassed(Given.canary(2, 1), NOW));
    }

    @Test
    void isNotPurgedBeforeEveryAccountIsFinished() {
        assertThatIllegalStateException().isThrownBy(() -> ProgressRules.purged(Given.waves(NOW, 250, 249), NOW));
    }

    @Test
    void finishesNoMoreThanWasBegun() {
        assertThatIllegalArgumentException().isThrownBy(() -> ProgressRules.finished(Given.canary(2, 1), 2));
    }

    @Test
    void goesOnOnlyWhereItStands() {
        Purge early = Given.planned();
        assertThatIllegalStateException()
                .isThrownBy(() -> ProgressRules.begun(early, new PurgeRules.Next.BeginWave(2), NOW));
        assertThatIllegalStateException().isThrownBy(() -> ProgressRules.finished(early, 1));
        assertThatIllegalStateException().isThrownBy(() -> ProgressRules.sentAgain(early, NOW));
        assertThatIllegalStateException().isThrownBy(() -> ProgressRules.purged(early, NOW));
        for (Purge late : new Purge[] {Given.canary(2, 0), Given.in(new PurgeState.Voided(NOW))}) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> ProgressRules.begun(late, new PurgeRules.Next.BeginCanary(2), NOW));
        }
    }
}
