package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static sundown.transfer.TransferRules.admit;

import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import sundown.runtime.Records;
import sundown.timeline.Dates.Phase;
import sundown.transfer.Transfer.TransferId;
import sundown.transfer.TransferRules.Admission.Close;
import sundown.transfer.TransferRules.Admission.Drop;
import sundown.transfer.TransferRules.Admission.Work;
import sundown.transfer.TransferState.WaitReason;

/** Whether a message is worked on. */
class AdmissionTest {
    private static final Instant NOW = Given.NOW;
    private static final Transfer THIRD_BATCH = atBatch(Given.running(), 3);

    private static final Transfer PARKED = Given.waiting(WaitReason.QUOTA);
    private static final Instant LEASE_END = ((TransferState.Running) THIRD_BATCH.state()).checkAt();
    private static final Instant WAKE_AT = ((TransferState.Waiting) PARKED.state()).wakeAt();

    private static Stream<Arguments> messages() {
        TransferMessage foreign = new TransferMessage(Given.USER, new TransferId("fedcba98"), 3, Given.CORRELATION);
        return Stream.of(
                arguments("the next batch", new Work(), THIRD_BATCH, Given.message(3), NOW),
                arguments("a batch that is past", new Drop(), THIRD_BATCH, Given.message(1), NOW),
                arguments(
                        "one, at the lease's end", new Drop(), THIRD_BATCH, Given.message(2), LEASE_END.minusNanos(1)),
                arguments("one, when the lease is over", new Work(), THIRD_BATCH, Given.message(2), LEASE_END),
                arguments("a batch that nobody made", new Drop(), THIRD_BATCH, Given.message(4), NOW),
                arguments("another transfer", new Drop(), THIRD_BATCH, foreign, NOW),
                arguments("what is parked", new Drop(), PARKED, Given.message(1), WAKE_AT.minusNanos(1)),
                arguments("what is parked, at its time", new Work(), PARKED, Given.message(1), WAKE_AT));
    }

    @ParameterizedTest(name = "a message for {0}")
    @MethodSource("messages")
    void goesByBatchLeaseAndTime(
            String name, TransferRules.Admission admission, Transfer transfer, TransferMessage message, Instant now) {
        assertThat(admit(transfer, message, Phase.EXPORTS_OPEN, now)).isEqualTo(admission);
    }

    @Test
    void theCloseEndsWhateverIsActive() {
        TransferMessage foreign = new TransferMessage(Given.USER, new TransferId("fedcba98"), 3, Given.CORRELATION);
        assertThat(admit(THIRD_BATCH, Given.message(3), Phase.CLOSED, NOW)).isEqualTo(new Close());
        assertThat(admit(THIRD_BATCH, Given.message(1), Phase.CLOSED, NOW)).isEqualTo(new Close());
        assertThat(admit(Given.waiting(WaitReason.CONSENT), Given.message(1), Phase.CLOSED, NOW))
                .isEqualTo(new Close());
        assertThat(admit(THIRD_BATCH, foreign, Phase.CLOSED, NOW)).isEqualTo(new Drop());
    }

    @Test
    void aTransferThatIsNotActiveIsLeftAlone() {
        Given.inEveryState().stream()
                .filter(transfer -> !transfer.state().active())
                .forEach(transfer -> {
                    TransferMessage message = transfer.message(Given.CORRELATION);
                    assertThat(admit(transfer, message, Phase.EXPORTS_OPEN, NOW))
                            .isEqualTo(new Drop());
                    assertThat(admit(transfer, message, Phase.CLOSED, NOW)).isEqualTo(new Drop());
                });
    }

    private static Transfer atBatch(Transfer transfer, int number) {
        return transfer.with(Records.with(transfer.progress(), "batch", number));
    }
}
