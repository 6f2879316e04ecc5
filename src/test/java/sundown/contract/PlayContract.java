package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import sundown.account.Membership.ChargeId;
import sundown.account.Membership.SubscriptionId;
import sundown.account.Money;
import sundown.account.PaidThrough;
import sundown.contract.PlayBackstage.Trouble;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.refund.PaymentService;
import sundown.refund.PaymentService.Answer;
import sundown.refund.PaymentService.Charge;
import sundown.refund.PaymentService.PaidBack;
import sundown.refund.PaymentService.RefundId;
import sundown.refund.PaymentService.SubscriptionStatus;
import sundown.refund.RefundState.ManualReason;

/** What Google Play promises as a payment service. It knows no idempotency keys: the order itself guards a refund. */
public abstract class PlayContract {
    private static final ChargeId ORDER = new ChargeId("GPA.1234-5678-9012-34567..3");
    private static final ChargeId UNKNOWN = new ChargeId("GPA.0000-0000-0000-00000");
    private static final SubscriptionId SUBSCRIPTION = new SubscriptionId("bfijgnmh.AO-J1Ozx_1");
    private static final Money FEE = Money.of(1250, "EUR");

    private PaymentService payments;
    private PlayBackstage backstage;

    protected abstract PlayBackstage backstage();

    @BeforeEach
    void payAFee() {
        backstage = backstage();
        payments = backstage.service();
        backstage.charge(ORDER, FEE);
    }

    @Test
    void aWholeOrderIsRefundedOnceAndLookedUpFromThenOn() {
        assertThat(payments.through()).isEqualTo(PaidThrough.GOOGLE_PLAY);
        PaidBack made = new PaidBack(new RefundId(ORDER.value()), ORDER, FEE, PaidBack.Status.SUCCEEDED, true);
        assertThat(ask(ORDER)).isEqualTo(new Answer.Made(made));
        backstage.passes(Duration.ofDays(2));
        assertThat(ask(ORDER)).isEqualTo(new Answer.AlreadyRefunded());
        assertThat(payments.refunds(ORDER)).containsExactly(made);
    }

    @Test
    void aRefundMayBeWaitingToBeProcessed() {
        backstage.refundsTake(Duration.ofHours(5));
        assertThat(ask(ORDER))
                .isInstanceOfSatisfying(
                        Answer.Made.class,
                        made -> assertThat(made.refund().status()).isEqualTo(PaidBack.Status.PENDING));
        assertThat(ask(ORDER)).isEqualTo(new Answer.AlreadyRefunded());
        backstage.passes(Duration.ofHours(6));
        assertThat(payments.refunds(ORDER))
                .extracting(PaidBack::status, PaidBack::ours)
                .containsExactly(tuple(PaidBack.Status.SUCCEEDED, true));
    }

    @ParameterizedTest
    @CsvSource({"1, EUR", "100, JPY", "4990, KRW", "3505, KWD", "1290, TND", "18000, UGX", "1999, USD"})
    void amountsAreThoseOfTheirCurrency(long minorUnits, String currency) {
        ChargeId order = new ChargeId("GPA.1");
        backstage.charge(order, Money.of(minorUnits, currency));
        assertThat(payments.charge(order)).contains(new Charge(Money.of(minorUnits, currency), true, 0, false));
        ask(order);
        assertThat(payments.refunds(order))
                .extracting(PaidBack::amount)
                .containsExactly(Money.of(minorUnits, currency));
        assertThat(payments.charge(order).map(Charge::refundedMinorUnits)).contains(minorUnits);
    }

    @Test
    void anOrderThatIsNotKnownIsRefusedAndHasNoRefunds() {
        assertThat(ask(UNKNOWN)).isEqualTo(new Answer.Refused(ManualReason.UNKNOWN_CHARGE));
        assertThat(payments.refunds(UNKNOWN)).isEmpty();
        assertThat(payments.charge(UNKNOWN)).isEmpty();
    }

    @Test
    void anOrderThatWasNeverPaidIsRefused() {
        backstage.cancelUnpaid(UNKNOWN, FEE);
        assertThat(payments.charge(UNKNOWN)).contains(new Charge(FEE, false, 0, false));
        assertThat(ask(UNKNOWN)).isEqualTo(new Answer.Refused(ManualReason.REFUSED));
    }

    @Test
    void ofWhatOthersGaveBackInPartTheRestIsGivenBack() {
        backstage.refundByOthers(ORDER, Money.of(400, "EUR"));
        assertThat(payments.charge(ORDER)).contains(new Charge(FEE, true, 400, false));
        assertThat(ask(ORDER))
                .isInstanceOfSatisfying(
                        Answer.Made.class,
                        made -> assertThat(made.refund().amount()).isEqualTo(Money.of(850, "EUR")));
        assertThat(payments.refunds(ORDER)).extracting(PaidBack::ours).containsExactlyInAnyOrder(true, false);
    }

    @Test
    void whatOthersGaveBackInPartsIsNotOurs() {
        backstage.refundByOthers(ORDER, Money.of(400, "EUR"));
        backstage.refundByOthers(ORDER, Money.of(850, "EUR"));
        assertThat(ask(ORDER)).isEqualTo(new Answer.AlreadyRefunded());
        assertThat(payments.refunds(ORDER)).isNotEmpty().noneMatch(PaidBack::ours);
    }

    @Test
    void aChargeThatTheBankTookBackIsDisputedAndNoRefundOfOurs() {
        backstage.chargeBack(ORDER);
        assertThat(payments.charge(ORDER)).contains(new Charge(FEE, true, FEE.minorUnits(), true));
        assertThat(ask(ORDER)).isEqualTo(new Answer.AlreadyRefunded());
        assertThat(payments.refunds(ORDER)).isNotEmpty().noneMatch(PaidBack::ours);
    }

    @ParameterizedTest
    @EnumSource(names = {"LOST_BEFORE_ACTING", "TOO_MANY_REQUESTS"})
    void aRequestThatWasNotHeardCanBeMadeAgain(Trouble trouble) {
        backstage.strike(trouble);
        assertThatExceptionOfType(RetryableFailure.class).isThrownBy(() -> ask(ORDER));
        assertThat(payments.refunds(ORDER)).isEmpty();
        assertThat(ask(ORDER)).isInstanceOf(Answer.Made.class);
    }

    @Test
    void aRefundWithoutAnAnswerIsFound() {
        backstage.strike(Trouble.LOST_AFTER_ACTING);
        assertThatExceptionOfType(RetryableFailure.class).isThrownBy(() -> ask(ORDER));
        assertThat(payments.refunds(ORDER)).singleElement().matches(PaidBack::ours);
        assertThat(ask(ORDER)).isEqualTo(new Answer.AlreadyRefunded());
    }

    @Test
    void aRefundThatWasAcceptedAndDoesNotShowIsToBeLookedUp() {
        backstage.strike(Trouble.ACCEPTED_ONLY);
        assertThat(ask(ORDER)).isEqualTo(new Answer.AlreadyRefunded());
        assertThat(payments.refunds(ORDER)).isEmpty();
        assertThat(ask(ORDER)).isInstanceOf(Answer.Made.class);
    }

    @Test
    void aSubscriptionRunsUntilItIsEndedAndEndingItAgainChangesNothing() {
        SubscriptionId other = new SubscriptionId("other");
        backstage.subscribe(SUBSCRIPTION);
        backstage.subscribe(other);
        assertThat(payments.subscription(SUBSCRIPTION)).isEqualTo(SubscriptionStatus.RUNNING);
        payments.end(SUBSCRIPTION);
        payments.end(SUBSCRIPTION);
        backstage.passes(Duration.ofDays(30));
        payments.end(SUBSCRIPTION);
        assertThat(payments.subscription(SUBSCRIPTION)).isEqualTo(SubscriptionStatus.ENDED);
        assertThat(payments.subscription(other)).isEqualTo(SubscriptionStatus.RUNNING);
    }

    @Test
    void aSubscriptionThatIsNotKnownIsUnknownAndEndingItDoesNothing() {
        payments.end(SUBSCRIPTION);
        assertThat(payments.subscription(SUBSCRIPTION)).isEqualTo(SubscriptionStatus.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({"LOST_BEFORE_ACTING, RUNNING", "TOO_MANY_REQUESTS, RUNNING", "LOST_AFTER_ACTING, ENDED"})
    void theEndOfASubscriptionWithoutAnAnswerIsLookedUp(Trouble trouble, SubscriptionStatus found) {
        backstage.subscribe(SUBSCRIPTION);
        backstage.strike(trouble);
        assertThatExceptionOfType(RetryableFailure.class).isThrownBy(() -> payments.end(SUBSCRIPTION));
        assertThat(payments.subscription(SUBSCRIPTION)).isEqualTo(found);
    }

    @Test
    void aDeadServiceIsToBeAskedAgainAndItsFailuresSayNothingOfTheOrder() {
        backstage.subscribe(SUBSCRIPTION);
        backstage.goDown();
        calls().forEach(call -> assertThatExceptionOfType(RetryableFailure.class)
                .isThrownBy(call::run)
                .satisfies(PlayContract::saysNothing));
        backstage.comeBack();
        assertThat(ask(ORDER)).isInstanceOf(Answer.Made.class);
    }

    @Test
    void aWrongKeyIsForTheOperatorAndItsFailuresSayNothingOfTheOrder() {
        backstage.subscribe(SUBSCRIPTION);
        backstage.replaceKey();
        calls().forEach(call -> assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(call::run)
                .satisfies(PlayContract::saysNothing));
    }

    private List<Runnable> calls() {
        return List.of(
                () -> ask(ORDER),
                () -> payments.charge(ORDER),
                () -> payments.refunds(ORDER),
                () -> payments.subscription(SUBSCRIPTION),
                () -> payments.end(SUBSCRIPTION));
    }

    private static void saysNothing(Throwable failure) {
        assertThat(failure.toString()).doesNotContain(ORDER.value()).doesNotContain(SUBSCRIPTION.value());
        assertThat(failure.getCause()).isNull();
    }

    private Answer ask(ChargeId order) {
        return payments.refund(order, backstage.now());
    }
}
