package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.transfer.TransferRules.admit;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import sundown.runtime.Records;
import sundown.timeline.Phase;

/** Whether a message is worked on. */
class AdmissionTest {
    private static final Instant NOW = Given.NOW;
    private static final Transfer THIRD_BATCH = atBatch(Given.running(), 3);

    @Test
    void aMessageForTheNextBatchIsWorkedOn() {
        assertThat(admit(THIRD_BATCH, Given.message(3), Phase.EXPORTS_OPEN, NOW))
                .isEqualTo(new TransferRules.Admission.Work());
    }

    @Test
    void aMessageForABatchThatIsPastIsDroppedWhileTheLeaseLives() {
        Instant end = ((TransferState.Running) THIRD_BATCH.state()).checkAt();

        assertThat(admit(THIRD_BATCH, Given.message(2), Phase.EXPORTS_OPEN, end.minusNanos(1)))
                .isEqualTo(new TransferRules.Admission.Drop());
        assertThat(admit(THIRD_BATCH, Given.message(1), Phase.EXPORTS_OPEN, NOW))
                .isEqualTo(new TransferRules.Admission.Drop());
    }

    @Test
    void aMessageForABatchThatIsPastIsAsGoodAsAnyWhenTheLeaseIsOver() {
        Instant end = ((TransferState.Running) THIRD_BATCH.state()).checkAt();

        assertThat(admit(THIRD_BATCH, Given.message(2), Phase.EXPORTS_OPEN, end))
                .isEqualTo(new TransferRules.Admission.Work());
    }

    @Test
    void aMessageForABatchThatNobodyMadeIsDropped() {
        assertThat(admit(THIRD_BATCH, Given.message(4), Phase.EXPORTS_OPEN, NOW))
                .isEqualTo(new TransferRules.Admission.Drop());
    }

    @Test
    void aMessageOfAnotherTransferIsDropped() {
        TransferMessage foreign = new TransferMessage(Given.USER, new TransferId("fedcba98"), 3, Given.CORRELATION);

        assertThat(admit(THIRD_BATCH, foreign, Phase.EXPORTS_OPEN, NOW)).isEqualTo(new TransferRules.Admission.Drop());
        assertThat(admit(THIRD_BATCH, foreign, Phase.CLOSED, NOW)).isEqualTo(new TransferRules.Admission.Drop());
    }

    @Test
    void aTransferThatIsNotActiveIsLeftAlone() {
        Given.inEveryState().stream()
                .filter(transfer -> !transfer.state().active())
                .forEach(transfer -> {
                    TransferMessage message = transfer.message(Given.CORRELATION);
                    assertThat(admit(transfer, message, Phase.EXPORTS_OPEN, NOW))
                            .isEqualTo(new TransferRules.Admission.Drop());
                    assertThat(admit(transfer, message, Phase.CLOSED, NOW))
                            .isEqualTo(new TransferRules.Admission.Drop());
                });
    }

    @Test
    void whatIsParkedStaysParkedUntilItsTime() {
        Transfer parked = Given.waiting(WaitReason.QUOTA);
        Instant wakeAt = ((TransferState.Waiting) parked.state()).wakeAt();

        assertThat(admit(parked, Given.message(1), Phase.EXPORTS_OPEN, wakeAt.minusNanos(1)))
                .isEqualTo(new TransferRules.Admission.Drop());
        assertThat(admit(parked, Given.message(1), Phase.EXPORTS_OPEN, wakeAt))
                .isEqualTo(new TransferRules.Admission.Work());
    }

    @Test
    void theCloseEndsWhateverIsActive() {
        assertThat(admit(THIRD_BATCH, Given.message(3), Phase.CLOSED, NOW))
                .isEqualTo(new TransferRules.Admission.Close());
        assertThat(admit(THIRD_BATCH, Given.message(1), Phase.CLOSED, NOW))
                .isEqualTo(new TransferRules.Admission.Close());
        assertThat(admit(Given.waiting(WaitReason.CONSENT), Given.message(1), Phase.CLOSED, NOW))
                .isEqualTo(new TransferRules.Admission.Close());
    }

    private static Transfer atBatch(Transfer transfer, int number) {
        return transfer.with(Records.with(transfer.progress(), "batch", number));
    }
}
