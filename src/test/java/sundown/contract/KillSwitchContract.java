package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import sundown.operator.SampleOperators;
import sundown.purge.KillSwitch;

/** What every kill switch promises. */
public abstract class KillSwitchContract {
    private static final KillSwitch.Position STOPPED =
            new KillSwitch.Position(true, SampleOperators.named("Ada"), "a wrong \"list\"", SamplePurges.NOW);
    private static final KillSwitch.Position ALLOWED =
            new KillSwitch.Position(false, SampleOperators.named("Grace"), "checked", SamplePurges.NOW.plusSeconds(60));

    /** The switch under test, which was never set. */
    private final KillSwitch killSwitch;

    protected KillSwitchContract(KillSwitch killSwitch) {
        this.killSwitch = killSwitch;
    }

    @Test
    void stopsNothingBeforeItIsSet() {
        assertThat(killSwitch.position()).isEmpty();
        assertThat(killSwitch.stopped()).isFalse();
    }

    @Test
    void stopsAtOnceAndUntilItIsTakenBack() {
        killSwitch.set(STOPPED);
        assertThat(killSwitch.stopped()).isTrue();
        assertThat(killSwitch.position()).contains(STOPPED);
        killSwitch.set(ALLOWED);
        assertThat(killSwitch.stopped()).isFalse();
        assertThat(killSwitch.position()).contains(ALLOWED);
    }
}
