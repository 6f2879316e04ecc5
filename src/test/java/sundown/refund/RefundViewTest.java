package sundown.refund;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
import sundown.refund.RefundView.Message;
import sundown.runtime.Records;
import sundown.timeline.Dates;
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

    private static final RefundId ID = new RefundId("re_1");
    private static final Instant WINDOW = Instant.parse("2023-06-01T00:00:00Z");

    /** A message, and the row of which it is shown, if there is one. */
    private record Shown(Message message, Optional<Refund> row) {}

    private static Shown shown(Message message, RefundState state) {
        return new Shown(message, Optional.of(refund(state)));
    }

    private static Shown manual(Message message, ManualReason reason) {
        return shown(message, new RefundState.Manual(reason, Optional.empty(), WINDOW));
    }

    private static Shown elsewhere(Message message, PaidThrough through) {
        return new Shown(
                message, Optional.of(Records.with(refund(new RefundState.Elsewhere(WINDOW)), "through", through)));
    }

    private static Shown windowed(Message message, Instant until) {
        return new Shown(
                message,
                Optional.of(
                        Records.with(waiting(Trigger.REFUNDS_BEGIN, WINDOW), "refundableUntil", Optional.of(until))));
    }

    private static final List<Shown> OF_ROWS = List.of(
            new Shown(Message.PLANNED, Optional.empty()),
            windowed(Message.PLANNED, REFUND_BY),
            windowed(Message.PLANNED_EARLY, REFUND_BY.minusNanos(1)),
            shown(Message.UNDER_WAY, new RefundState.Sent(WINDOW, 1, WINDOW)),
            shown(Message.UNDER_WAY, new RefundState.Pending(ID, WINDOW, WINDOW, false)),
            shown(Message.ACTION_NEEDED, new RefundState.Pending(ID, WINDOW, WINDOW, true)),
            shown(Message.REFUNDED, new RefundState.Succeeded(ID, MEMBER.fee(), WINDOW)),
            shown(Message.DELAYED, new RefundState.Sent(WINDOW, 0, WINDOW)),
            manual(Message.DELAYED, ManualReason.TOO_LATE),
            manual(Message.RETURNED, ManualReason.REFUND_FAILED),
            manual(Message.DISPUTED, ManualReason.DISPUTED),
            elsewhere(Message.PAID_AT_APPLE, PaidThrough.APPLE),
            elsewhere(Message.PAID_TO_CARRIER, PaidThrough.CARRIER),
            elsewhere(Message.PAID_ELSEWHERE, PaidThrough.OTHER),
            shown(
                    Message.RESOLVED,
                    new RefundState.Resolved(
                            ManualReason.PAID_ELSEWHERE, SampleOperators.named("Ada"), "told them", WINDOW)));

    @ParameterizedTest
    @EnumSource
    void isShownForItsStateAlone(Message message) {
        List<RefundView> views = Stream.concat(
                        Stream.of(true, false).map(RefundView::none),
                        OF_ROWS.stream()
                                .filter(shown -> shown.message() == message)
                                .map(shown -> RefundView.of(MEMBER, shown.row(), DATES, WINDOW)))
                .filter(view -> view.code().equals(message.code()))
                .toList();

        assertThat(views)
                .hasSize((int) Stream.concat(
                                OF_ROWS.stream().map(Shown::message),
                                Stream.of(Message.NOTHING_PAID, Message.PAID_BY_ANOTHER))
                        .filter(message::equals)
                        .count())
                .isNotEmpty()
                .allMatch(view -> view.state().equals(message.state()));
    }

    @ParameterizedTest
    @CsvSource({"STRIPE, planned", "GOOGLE_PLAY, planned", "APPLE, elsewhere", "CARRIER, elsewhere", "OTHER, elsewhere"
    })
    void isKnownBeforeARowIsWritten(PaidThrough through, String state) {
        RefundView view = RefundView.of(MEMBER.paid(through, Optional.empty()), Optional.empty(), DATES, Instant.EPOCH);

        assertThat(view.state()).isEqualTo(state);
        assertThat(view.date()).isEqualTo(Optional.of(REFUND_BY).filter(_ -> through.refundable()));
    }

    /** A week before the window ends it is due; until a day later it is planned by the end of the window. */
    @Test
    void isPlannedByTheEndOfItsWindow() {
        Optional<Refund> row = windowed(Message.PLANNED_EARLY, WINDOW).row();
        Instant due = WINDOW.minus(RefundRules.WINDOW_MARGIN);
        Instant late = due.plus(RefundRules.UNCERTAIN_MAX);

        assertThat(RefundView.of(MEMBER, row, DATES, late.minusNanos(1)).date()).contains(WINDOW);
        assertThat(RefundView.of(MEMBER, row, DATES, late).date()).contains(due);
        assertThat(RefundView.of(MEMBER, row, DATES, late).code()).isEqualTo(Message.DELAYED.code());
    }

    private static Refund waiting(Trigger trigger, Instant dueAt) {
        return refund(new RefundState.Intent(trigger, dueAt));
    }

    private static Refund refund(RefundState state) {
        return new Refund(
                MEMBER.charge(),
                new UserId("u1"),
                new GroupId("1"),
                MEMBER.fee(),
                PaidThrough.STRIPE,
                Optional.empty(),
                state,
                Instant.EPOCH,
                1);
    }
}
