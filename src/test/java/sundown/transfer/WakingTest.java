package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.transfer.TransferRules.woken;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How the sweep wakes transfers. */
class WakingTest {
    private static final Instant NOW = Given.NOW;
    private static final TransferState AWAKE = new TransferState.Running(NOW.plus(TransferRules.LEASE));

    @ParameterizedTest
    @EnumSource(WaitReason.class)
    void wakesWhatIsParkedWhenItsTimeHasCome(WaitReason reason) {
        assertThat(woken(Given.in(new TransferState.Waiting(reason, NOW)), NOW))
                .hasValueSatisfying(woken -> assertThat(woken.state()).isEqualTo(AWAKE));
        assertThat(woken(Given.in(new TransferState.Waiting(reason, NOW.plusNanos(1))), NOW))
                .isEmpty();
    }

    @Test
    void wakesWhatHasNotBeenHeardOf() {
        assertThat(woken(Given.in(new TransferState.Running(NOW)), NOW)).contains(Given.in(AWAKE));
        assertThat(woken(Given.in(new TransferState.Running(NOW.plusNanos(1))), NOW))
                .isEmpty();
    }

    @Test
    void leavesAloneWhatIsNotActive() {
        assertThat(Given.inEveryState().stream()
                        .filter(transfer -> !transfer.state().active()))
                .allSatisfy(transfer -> assertThat(woken(transfer, Instant.MAX)).isEmpty());
    }

    @Test
    void waitingForTheUserDoesNotSlowTheEstimate() {
        Transfer slow = slowlyMoving();

        assertThat(wokenFrom(slow, WaitReason.ROOM).progress().pace()).isEqualTo(Pace.startingAt(NOW));
        assertThat(wokenFrom(slow, WaitReason.CONSENT).progress().pace()).isEqualTo(Pace.startingAt(NOW));
    }

    @Test
    void waitingForGoogleDoes() {
        Transfer slow = slowlyMoving();

        assertThat(wokenFrom(slow, WaitReason.QUOTA).progress()).isEqualTo(slow.progress());
        assertThat(wokenFrom(slow, WaitReason.BUSY).progress()).isEqualTo(slow.progress());
        assertThat(wokenFrom(slow, WaitReason.TROUBLE).progress()).isEqualTo(slow.progress());
    }

    @Test
    void aBatchThatStillRunsIsLeftAlone() {
        assertThat(TransferRules.LEASE)
                .as("longer than the queue hides a message, six times the function's three minutes")
                .isGreaterThan(Duration.ofMinutes(18));
    }

    private static Transfer slowlyMoving() {
        Transfer transfer = Given.running();
        return transfer.with(transfer.progress().resumedAt(NOW.minus(Duration.ofHours(1))));
    }

    private static Transfer wokenFrom(Transfer transfer, WaitReason reason) {
        return woken(transfer.in(new TransferState.Waiting(reason, NOW)), NOW).orElseThrow();
    }
}
