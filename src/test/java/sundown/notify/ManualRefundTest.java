package sundown.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sundown.contract.SampleRefunds;
import sundown.notify.ChangeReader.Change;
import sundown.operator.SampleOperators;
import sundown.refund.PaymentService.RefundId;
import sundown.refund.RefundLedger.Refund;
import sundown.refund.RefundState;
import sundown.refund.RefundState.ManualReason;

class ManualRefundTest {
    private static final Instant AT = SampleEvents.AT;
    private static final RefundId REFUND = new RefundId("re_1");
    private static final Refund INTENT = SampleRefunds.fresh();
    private static final Refund SENT = INTENT.withState(new RefundState.Sent(AT, 1, AT));
    private static final Refund PENDING = INTENT.withState(new RefundState.Pending(REFUND, AT, AT));
    private static final Refund SUCCEEDED = INTENT.withState(new RefundState.Succeeded(REFUND, INTENT.fee(), AT));
    private static final Refund MANUAL =
            INTENT.withState(new RefundState.Manual(ManualReason.REFUND_FAILED, Optional.of(REFUND), AT));
    private static final Refund RESOLVED = INTENT.withState(
            new RefundState.Resolved(ManualReason.REFUND_FAILED, SampleOperators.named("Ada"), "by hand", AT));

    static Stream<Refund> beforePeople() {
        return Stream.of(INTENT, SENT, PENDING, SUCCEEDED);
    }

    @ParameterizedTest
    @MethodSource("beforePeople")
    void aRefundThatBecomesManualNeedsPeople(Refund before) {
        assertThat(refund(Optional.of(before), MANUAL)).contains(ManualReason.REFUND_FAILED);
    }

    @Test
    void aNewManualRefundNeedsPeople() {
        assertThat(refund(Optional.empty(), MANUAL)).isPresent();
    }

    @ParameterizedTest
    @MethodSource("beforePeople")
    void anyOtherRefundNeedsNobody(Refund after) {
        assertThat(refund(Optional.of(INTENT), after)).isEmpty();
    }

    @Test
    void aRefundThatWasManualBeforeNeedsNobodyAgain() {
        assertThat(refund(Optional.of(MANUAL), MANUAL.saved())).isEmpty();
        assertThat(refund(Optional.of(MANUAL), RESOLVED)).isEmpty();
    }

    private static Optional<ManualReason> refund(Optional<Refund> before, Refund after) {
        return EventRules.becameManual(new Change.OfRefund(AT, before, after));
    }
}
