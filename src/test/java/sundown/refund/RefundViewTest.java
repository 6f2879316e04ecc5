package sundown.refund;

import sundown.timeline.Dates;
import sundown.account.PaidThrough;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sundown.account.Membership;
import sundown.account.Membership.ChargeId;
import sundown.account.Money;
import sundown.account.UserId;
import sundown.refund.RefundLedger.Refund;
import sundown.refund.RefundLedger.Refund.Trigger;
import sundown.timeline.GroupId;

class RefundViewTest {
    private static final Instant REFUND_BY = Instant.parse("2023-08-01T00:00:00Z");
    private static final Dates DATES =
            new Dates(Instant.EPOCH, Instant.EPOCH.plusSeconds(1), Instant.EPOCH.plusSeconds(2), REFUND_BY);
    private static final Membership MEMBER =
            new Membership(new ChargeId("ch_1"), Money.of(129_900, "INR"), Instant.EPOCH, Optional.empty());

    /** Before a row is written, and with one that waits; its date may have been postponed since. */
    @ParameterizedTest
    @CsvSource({
        ",                  ,                     2023-08-01T23:59:59Z, planned 2023-08-01T00:00:00Z",
        "REFUNDS_BEGIN,       2023-08-01T00:00:00Z, 2023-08-01T23:59:59Z, planned 2023-08-01T00:00:00Z",
        ",                  ,                     2023-08-02T00:00:00Z, delayed 2023-08-01T00:00:00Z",
        "REFUNDS_BEGIN,       2023-08-01T00:00:00Z, 2023-08-02T00:00:00Z, delayed 2023-08-01T00:00:00Z",
        "REFUNDS_BEGIN,       2023-07-02T00:00:00Z, 2023-07-31T23:59:59Z, planned 2023-08-01T00:00:00Z",
        "TRANSFER_FINISHED, 2023-07-02T00:00:00Z, 2023-07-02T23:00:00Z, planned 2023-08-01T00:00:00Z",
        "TRANSFER_FINISHED, 2023-07-02T00:00:00Z, 2023-07-03T00:00:00Z, delayed 2023-07-02T00:00:00Z"
    })
    void isDelayedADayAfterItWasDue(Trigger trigger, Instant dueAt, Instant now, String shown) {
        RefundView view =
                RefundView.of(MEMBER, Optional.ofNullable(trigger).map(cause -> waiting(cause, dueAt)), DATES, now);
        assertThat(view.state() + " " + view.date().orElseThrow()).isEqualTo(shown);
    }

    /** Nothing was requested while the payment account has no money. */
    @ParameterizedTest
    @CsvSource({"0, delayed", "1, under-way"})
    void isUnderWayOnceItWasRequested(int attempt, String shown) {
        Refund sent = refund(new RefundState.Sent(REFUND_BY, attempt, REFUND_BY));
        RefundView view = RefundView.of(MEMBER, Optional.of(sent), DATES, REFUND_BY);
        assertThat(view.state()).isEqualTo(shown);
        assertThat(view.date().isPresent()).isEqualTo(shown.equals("delayed"));
    }

    private static Refund waiting(Trigger trigger, Instant dueAt) {
        return refund(new RefundState.Intent(trigger, dueAt));
    }

    private static Refund refund(RefundState state) {
        return new Refund(MEMBER.charge(), new UserId("u1"), new GroupId("1"), MEMBER.fee(), PaidThrough.STRIPE, Optional.empty(), state, Instant.EPOCH, 1);
    }
}
