package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.transfer.TransferRules.woken;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sundown.transfer.Progress.Pace;
import sundown.transfer.TransferState.WaitReason;

/** How the sweep wakes transfers. */
class WakingTest {
    private static final Duration SPARE = Duration.ofMinutes(10);
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
        Duration longer = TransferRules.LEASE.multipliedBy(8);
        assertThat(woken(Given.in(new TransferState.Running(NOW)), NOW))
                .contains(Given.in(new TransferState.Running(NOW.plus(longer))).leased(longer));
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
    void givesAMessageThatFollowsAWaitAsLongAsTheLastOneNeeded() {
        Duration lease = Duration.ofHours(5);
        TransferState parked = new TransferState.Waiting(WaitReason.QUOTA, NOW);

        assertThat(woken(Given.in(parked).leased(lease), NOW))
                .contains(Given.in(new TransferState.Running(NOW.plus(lease))).leased(lease));
    }

    @Test
    void looksAfterATransferOnceADayAtLeast() {
        Transfer patient = Given.in(new TransferState.Running(NOW)).leased(Duration.ofHours(20));

        assertThat(woken(patient, NOW))
                .hasValueSatisfying(woken -> assertThat(woken.lease()).isEqualTo(TransferRules.LEASE_MAX));
    }

    @Test
    void aRunIsLeftAlone() {
        assertThat(TransferRules.LEASE)
                .as("longer than the function's timeout, with time to be delivered")
                .isGreaterThan(Duration.ofMinutes(5 + 10));
    }

    @Test
    void aMessageThatIsCurrentFollowsSoonAfterThatOfAWorkerThatDied() {
        assertThat(TransferRules.LEASE.plus(SPARE))
                .as("no longer than the queue hides a message, six times the function's five minutes")
                .isLessThanOrEqualTo(Duration.ofMinutes(30));
    }

    private static Transfer slowlyMoving() {
        Transfer transfer = Given.running();
        return transfer.with(transfer.progress().resumedAt(NOW.minus(Duration.ofHours(1))));
    }

    private static Transfer wokenFrom(Transfer transfer, WaitReason reason) {
        return woken(transfer.withState(new TransferState.Waiting(reason, NOW)), NOW)
                .orElseThrow();
    }
}
