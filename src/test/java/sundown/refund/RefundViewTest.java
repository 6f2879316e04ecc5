package sundown.refund;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import sundown.account.Membership;
import sundown.account.Membership.ChargeId;
import sundown.account.Money;
import sundown.account.PaidThrough;
import sundown.account.UserId;
import sundown.operator.SampleOperators;
import sundown.refund.PaymentService.RefundId;
import sundown.refund.RefundLedger.Refund;
import sundown.refund.RefundLedger.Refund.Trigger;
import sundown.refund.RefundState.ManualReason;
import sundown.timeline.Dates;
import sundown.timeline.GroupId;

class RefundViewTest {
    private static final Instant REFUND_BY = Instant.parse("2023-08-01T00:00:00Z");
    private static final Dates DATES = new Dates(
                    Instant.parse("2022-10-25T00:00:00Z"),
                    Instant.parse("2022-12-01T00:00:00Z"),
                    Instant.parse("2023-06-01T00:00:00Z"),
                    REFUND_BY)
            .refundedFrom(Instant.parse("2023-07-17T00:00:00Z"));
    private static final Membership MEMBER =
            new Membership(new ChargeId("ch_1"), Money.of(129_900, "INR"), Instant.EPOCH, Optional.empty());
    private static final RefundId REFUND = new RefundId("re_1");

    /** Before a row is written, and with one that waits; its date may have been postponed since. */
    @ParameterizedTest
    @CsvSource({
        ",                  ,                     2023-08-01T23:59:59Z, planned 2023-08-01T00:00:00Z",
        "REFUNDS_BEGIN,     2023-07-17T00:00:00Z, 2023-08-01T23:59:59Z, planned 2023-08-01T00:00:00Z",
        ",                  ,                     2023-08-02T00:00:00Z, delayed 2023-08-01T00:00:00Z",
        "REFUNDS_BEGIN,     2023-07-17T00:00:00Z, 2023-08-02T00:00:00Z, delayed 2023-08-01T00:00:00Z",
        "REFUNDS_BEGIN,     2023-07-02T00:00:00Z, 2023-07-31T23:59:59Z, planned 2023-08-01T00:00:00Z",
        "TRANSFER_FINISHED, 2023-07-02T00:00:00Z, 2023-07-02T23:00:00Z, planned 2023-08-01T00:00:00Z",
        "TRANSFER_FINISHED, 2023-07-02T00:00:00Z, 2023-07-03T00:00:00Z, delayed 2023-07-02T00:00:00Z"
    })
    void isDelayedADayAfterItWasDue(Trigger trigger, Instant dueAt, Instant now, String shown) {
        Optional<Refund> row =
                Optional.ofNullable(trigger).map(cause -> refund(new RefundState.Intent(cause, dueAt), MEMBER));
        RefundView view = RefundView.of(MEMBER, row, DATES, now);
        assertThat(view.state() + " " + view.date().orElseThrow()).isEqualTo(shown);
    }

    /** Refunds of the group begin on 2023-07-17, and a fee goes back seven days before its refunds end. */
    @ParameterizedTest
    @CsvSource({
        "2023-03-01T00:00:00Z, 2023-02-22T23:59:59Z, planned-early 2023-03-01T00:00:00Z",
        "2023-03-01T00:00:00Z, 2023-02-23T00:00:00Z, delayed 2023-02-22T00:00:00Z",
        "2023-07-30T00:00:00Z, 2023-07-30T23:59:59Z, planned-early 2023-07-30T00:00:00Z",
        "2023-07-30T00:00:00Z, 2023-07-31T00:00:00Z, delayed 2023-07-30T00:00:00Z",
        "2023-08-01T00:00:00Z, 2023-07-20T00:00:00Z, planned 2023-08-01T00:00:00Z",
        "2024-01-01T00:00:00Z, 2023-07-20T00:00:00Z, planned 2023-08-01T00:00:00Z"
    })
    void isPromisedBeforeTheEndOfItsRefunds(Instant until, Instant now, String shown) {
        Membership limited = MEMBER.paid(PaidThrough.STRIPE, Optional.of(until));
        Instant dueAt = RefundRules.dueAt(Optional.of(until), DATES.refundsBegin());
        Refund row = refund(new RefundState.Intent(Trigger.REFUNDS_BEGIN, dueAt), limited);

        assertThat(said(RefundView.of(limited, Optional.empty(), DATES, now))).isEqualTo(shown);
        assertThat(said(RefundView.of(limited, Optional.of(row), DATES, now))).isEqualTo(shown);
    }

    /** Nothing was requested while the payment account has no money. */
    @ParameterizedTest
    @CsvSource({"0, delayed", "1, under-way"})
    void isUnderWayOnceItWasRequested(int attempt, String shown) {
        RefundView view = shown(new RefundState.Sent(REFUND_BY, attempt, REFUND_BY));
        assertThat(view.state()).isEqualTo(shown);
        assertThat(view.date().isPresent()).isEqualTo(shown.equals("delayed"));
    }

    @ParameterizedTest
    @CsvSource({"false,under-way", "true,action-needed"})
    void saysWhoseAnswerThePaymentServiceWaitsFor(boolean userActs, String code) {
        RefundView view = shown(new RefundState.Pending(REFUND, REFUND_BY, REFUND_BY, userActs));
        assertThat(view.state() + " " + view.code()).isEqualTo("under-way " + code);
    }

    @ParameterizedTest
    @EnumSource
    void saysWhyItIsDelayed(ManualReason reason) {
        assertThat(said(shown(new RefundState.Manual(reason, Optional.of(REFUND), REFUND_BY))))
                .isEqualTo(
                        switch (reason) {
                            case REFUND_FAILED -> "returned 2023-08-01T00:00:00Z";
                            case DISPUTED -> "disputed 2023-08-01T00:00:00Z";
                            default -> "delayed 2023-08-01T00:00:00Z";
                        });
    }

    @Test
    void saysWhenItIsOver() {
        Instant at = REFUND_BY.minus(Duration.ofDays(9));
        assertThat(said(shown(new RefundState.Succeeded(REFUND, MEMBER.fee(), at))))
                .isEqualTo("refunded 2023-07-23T00:00:00Z");
        assertThat(said(shown(new RefundState.Resolved(
                        ManualReason.PAID_ELSEWHERE, SampleOperators.named("Ada"), "by hand", at))))
                .isEqualTo("resolved 2023-07-23T00:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({"APPLE,paid-at-apple", "CARRIER,paid-to-carrier", "OTHER,paid-elsewhere"})
    void saysWhereTheFeeWasPaid(PaidThrough through, String code) {
        Membership elsewhere = MEMBER.paid(through, Optional.empty());
        Refund row = refund(new RefundState.Elsewhere(REFUND_BY), elsewhere);

        RefundView view = RefundView.of(elsewhere, Optional.of(row), DATES, REFUND_BY);

        assertThat(view.state() + " " + view.code()).isEqualTo("elsewhere " + code);
        assertThat(view.date()).isEmpty();
        assertThat(RefundView.of(elsewhere, Optional.empty(), DATES, REFUND_BY)).isEqualTo(view);
    }

    @ParameterizedTest
    @CsvSource({"false,nothing-paid", "true,paid-by-another"})
    void hasNoAmountWithoutAMembershipOfTheirOwn(boolean paidByAnother, String code) {
        RefundView view = RefundView.none(paidByAnother);
        assertThat(view.state() + " " + view.code()).isEqualTo("none " + code);
        assertThat(view.amount()).isEmpty();
    }

    private static String said(RefundView view) {
        return view.code() + " " + view.date().orElseThrow();
    }

    private static RefundView shown(RefundState state) {
        return RefundView.of(MEMBER, Optional.of(refund(state, MEMBER)), DATES, REFUND_BY);
    }

    private static Refund refund(RefundState state, Membership membership) {
        return new Refund(
                membership.charge(),
                new UserId("u1"),
                new GroupId("1"),
                membership.fee(),
                membership.through(),
                membership.refundableUntil(),
                state,
                Instant.EPOCH,
                1);
    }
}
