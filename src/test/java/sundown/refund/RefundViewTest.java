package sundown.refund;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sundown.account.Membership;
import sundown.account.Membership.ChargeId;
import sundown.account.Money;
import sundown.account.UserId;
import sundown.refund.RefundLedger.Refund;
import sundown.refund.RefundLedger.Refund.Trigger;
import sundown.timeline.GroupId;

class RefundViewTest {
    private static final Instant REFUND_BY = Instant.parse("2023-08-01T00:00:00Z");
    private static final Instant A_DAY_LATER = REFUND_BY.plus(Duration.ofDays(1));
    private static final Membership MEMBER =
            new Membership(new ChargeId("ch_1"), Money.of(129_900, "INR"), Instant.EPOCH, Optional.empty());

    @Test
    void namesTheRefundDateForADayAfterIt() {
        assertThat(view(Optional.empty(), A_DAY_LATER.minusSeconds(1))).isEqualTo("planned " + REFUND_BY);
        assertThat(view(waiting(Trigger.REFUND_DATE, REFUND_BY), A_DAY_LATER.minusSeconds(1)))
                .isEqualTo("planned " + REFUND_BY);
    }

    @Test
    void saysThenThatItIsDelayed() {
        assertThat(view(Optional.empty(), A_DAY_LATER)).isEqualTo("delayed " + REFUND_BY);
        assertThat(view(waiting(Trigger.REFUND_DATE, REFUND_BY), A_DAY_LATER)).isEqualTo("delayed " + REFUND_BY);
    }

    @Test
    void isNotDelayedWhileADateThatWasPostponedIsAhead() {
        Instant before = REFUND_BY.minus(Duration.ofDays(30));

        assertThat(view(waiting(Trigger.REFUND_DATE, before), REFUND_BY.minusSeconds(1)))
                .isEqualTo("planned " + REFUND_BY);
    }

    @Test
    void isDelayedADayAfterTheUserHasFinished() {
        Instant finished = REFUND_BY.minus(Duration.ofDays(30));
        Optional<Refund> refund = waiting(Trigger.TRANSFER_FINISHED, finished);

        assertThat(view(refund, finished.plus(Duration.ofHours(23)))).isEqualTo("planned " + REFUND_BY);
        assertThat(view(refund, finished.plus(Duration.ofDays(1)))).isEqualTo("delayed " + finished);
    }

    private static Optional<Refund> waiting(Trigger trigger, Instant dueAt) {
        return Optional.of(new Refund(
                MEMBER.charge(),
                new UserId("u1"),
                new GroupId("1"),
                MEMBER.fee(),
                new RefundState.Intent(trigger, dueAt),
                Instant.EPOCH,
                1));
    }

    private static String view(Optional<Refund> refund, Instant now) {
        RefundView view = RefundView.of(MEMBER, refund, REFUND_BY, now);
        return view.state() + " " + view.date().orElseThrow();
    }
}
