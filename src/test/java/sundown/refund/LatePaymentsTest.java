package sundown.refund;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sundown.account.Membership;
import sundown.account.Membership.ChargeId;
import sundown.account.Membership.SubscriptionId;
import sundown.account.Money;
import sundown.account.UserId;
import sundown.edge.ApiResponse;
import sundown.refund.PaymentService.InvoiceId;
import sundown.refund.RefundLedger.Refund;
import sundown.refund.RefundLedger.Refund.Trigger;
import sundown.timeline.GroupId;

/** A fee that a subscription charges after it was to end goes back, too, exactly once. */
class LatePaymentsTest {
    private static final SubscriptionId SUBSCRIPTION = new SubscriptionId("sub_1");
    private static final ChargeId LATE = new ChargeId("ch_late");
    private static final Money FEE = Money.of(1_200, "EUR");

    private final Functions functions = new Functions();

    @BeforeEach
    void cancel() {
        functions.payments.subscribe(SUBSCRIPTION);
        functions.cancellations.open(
                CancellationRules.due(new UserId("late"), new GroupId("1"), SUBSCRIPTION, functions.clock.instant()));
        functions.sweep();
    }

    @Test
    void goesBackOnceHoweverOftenItIsTold() {
        InvoiceId invoice = functions.payments.charge(SUBSCRIPTION, LATE, FEE);

        for (int told = 0; told < 3; told++) {
            assertThat(tell(invoice).statusCode()).isEqualTo(204);
            functions.sweep();
        }

        assertThat(functions.payments.refunds(LATE)).hasSize(1);
        assertThat(functions.ledger.find(LATE).orElseThrow())
                .returns(new UserId("late"), Refund::user)
                .returns(FEE, Refund::fee)
                .returns(RefundState.StateName.SUCCEEDED, row -> row.state().name());
    }

    @Test
    void goesBackAtOnceAndNotAtTheRefundDate() {
        tell(functions.payments.charge(SUBSCRIPTION, LATE, FEE));

        assertThat(functions.ledger.find(LATE).orElseThrow().state())
                .isEqualTo(new RefundState.Intent(Trigger.PAID_AFTER_CANCELLATION, functions.clock.instant()));
    }

    /** The walk at the refund date, for example, has recorded the charge that the account tells of. */
    @Test
    void doesNotWaitForTheRefundDateWhenTheLedgerHasItAlready() {
        InvoiceId invoice = functions.payments.charge(SUBSCRIPTION, LATE, FEE);
        Instant now = functions.clock.instant();
        Membership written = new Membership(LATE, FEE, now, Optional.of(now));
        functions.ledger.open(
                RefundRules.intent(new UserId("late"), functions.timelines.inForce().groups().getFirst(), written, now));

        tell(invoice);

        assertThat(functions.ledger.find(LATE).orElseThrow().state())
                .isEqualTo(new RefundState.Intent(Trigger.PAID_AFTER_CANCELLATION, now));
    }

    @Test
    void staysWhereItWasPaidBeforeTheSubscriptionWasToEnd() {
        functions.clock.advance(CancellationRules.CLOCK_SKEW.plusSeconds(1).negated());
        InvoiceId invoice = functions.payments.charge(SUBSCRIPTION, LATE, FEE);
        functions.clock.advance(Duration.ofDays(1));

        assertThat(tell(invoice).statusCode()).isEqualTo(204);

        assertThat(functions.ledger.find(LATE)).isEmpty();
    }

    @Test
    void staysWhereTheSubscriptionIsNotToEnd() {
        InvoiceId invoice = functions.payments.charge(new SubscriptionId("sub_of_another_region"), LATE, FEE);

        assertThat(tell(invoice).statusCode()).isEqualTo(204);

        assertThat(functions.ledger.find(LATE)).isEmpty();
    }

    @Test
    void isToldAgainWhenThePaymentServiceCannotBeAsked() {
        InvoiceId invoice = functions.payments.charge(SUBSCRIPTION, LATE, FEE);
        functions.payments.setDown(true);

        assertThat(tell(invoice).statusCode()).isEqualTo(503);

        assertThat(functions.ledger.find(LATE)).isEmpty();
    }

    private ApiResponse tell(InvoiceId invoice) {
        String body = InMemoryWords.of(invoice);
        Instant now = functions.clock.instant();
        return functions.webhook(InMemoryWords.signed(body, now, "service"), body);
    }
}
