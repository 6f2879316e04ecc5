package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import sundown.account.Membership.ChargeId;
import sundown.account.Membership.SubscriptionId;
import sundown.account.Money;
import sundown.contract.PaymentBackstage.Trouble;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.refund.PaymentService;
import sundown.refund.PaymentService.Answer;
import sundown.refund.PaymentService.PaidBack;
import sundown.refund.PaymentService.RefundId;
import sundown.refund.PaymentService.SubscriptionStatus;
import sundown.refund.RefundState.ManualReason;
import sundown.refund.ReportingService;
import sundown.refund.ReportingService.Event;
import sundown.refund.ReportingService.Events;
import sundown.refund.ReportingService.InvoiceId;
import sundown.refund.ReportingService.Payment;
import sundown.refund.ReportingService.PaymentEventId;
import sundown.refund.ReportingService.Report;

/** What every payment service promises, and every row of its faults. */
public abstract class PaymentServiceContract {
    private static final ChargeId CHARGE = new ChargeId("ch_1");
    private static final SubscriptionId SUBSCRIPTION = new SubscriptionId("sub_1");
    private static final Money FEE = Money.of(1250, "EUR");
    private static final Duration KEYS_LIVE = Duration.ofHours(24);
    private static final Instant FIRST = Instant.parse("2022-12-01T10:00:00.000000001Z");

    private ReportingService payments;
    private PaymentBackstage backstage;

    /** What goes on behind the service. */
    protected abstract PaymentBackstage backstage();

    protected final ReportingService payments() {
        return backstage().service();
    }

    @Test
    void saysThatAChargeIsDisputed() {
        assertThat(payments.charge(CHARGE).orElseThrow().disputed()).isFalse();
        backstage.dispute(CHARGE);
        assertThat(payments.charge(CHARGE).orElseThrow().disputed()).isTrue();
    }

    @BeforeEach
    void payAFee() {
        payments = payments();
        backstage = backstage();
        backstage.charge(CHARGE, FEE);
    }

    @Test
    void aWholeChargeIsGivenBackOnce() {
        PaidBack made = made(ask(CHARGE));
        assertThat(made).isEqualTo(new PaidBack(made.id(), CHARGE, FEE, PaidBack.Status.SUCCEEDED, true));
        assertThat(payments.refunds(CHARGE)).containsExactly(made);
        assertThat(payments.refund(made.id())).contains(made);
    }

    @Test
    void theSameRequestGivesTheSameRefund() {
        PaidBack made = made(ask(CHARGE));
        backstage.passes(KEYS_LIVE.minusMinutes(1));
        assertThat(made(ask(CHARGE))).isEqualTo(made);
        assertThat(payments.refunds(CHARGE)).hasSize(1);
    }

    @Test
    void onceTheKeyIsForgottenTheChargeItselfIsWhatGuardsIt() {
        PaidBack made = made(ask(CHARGE));
        backstage.passes(KEYS_LIVE.plusMinutes(1));
        assertThat(ask(CHARGE)).isEqualTo(new Answer.AlreadyRefunded());
        assertThat(payments.refunds(CHARGE)).containsExactly(made);
    }

    @Test
    void eachChargeHasItsOwnRefund() {
        ChargeId other = new ChargeId("ch_2");
        backstage.charge(other, FEE);
        PaidBack first = made(ask(CHARGE));
        PaidBack second = made(ask(other));
        assertThat(payments.refunds(CHARGE)).containsExactly(first);
        assertThat(payments.refunds(other)).containsExactly(second);
    }

    @ParameterizedTest
    @CsvSource({"1, EUR", "100, JPY", "4990, KRW", "3500, KWD", "1290, TND", "500, ISK", "18000, UGX", "500000, MGA"})
    void amountsAreThoseOfTheirCurrency(long minorUnits, String currency) {
        ChargeId charge = new ChargeId("ch_money");
        backstage.charge(charge, Money.of(minorUnits, currency));
        assertThat(made(ask(charge)).amount()).isEqualTo(Money.of(minorUnits, currency));
    }

    @Test
    void aChargeTookWhatItTookWhateverWentBack() {
        ask(CHARGE);
        assertThat(payments.charge(CHARGE).map(PaymentService.Charge::amount)).contains(FEE);
        backstage.chargeElsewhere(new ChargeId("ch_elsewhere"), FEE);
        assertThat(payments.charge(new ChargeId("ch_elsewhere"))).isEmpty();
        assertThat(payments.charge(new ChargeId("ch_unknown"))).isEmpty();
    }

    @Test
    void aChargeThatIsNotKnownIsRefusedAndHasNoRefunds() {
        ChargeId unknown = new ChargeId("ch_unknown");
        assertThat(ask(unknown)).isEqualTo(new Answer.Refused(ManualReason.UNKNOWN_CHARGE));
        assertThat(payments.refunds(unknown)).isEmpty();
    }

    @Test
    void aRefundThatIsNotKnownIsNone() {
        assertThat(payments.refund(new RefundId("re_unknown"))).isEmpty();
    }

    @Test
    void theChargeOfAnotherAccountIsRefused() {
        ChargeId elsewhere = new ChargeId("ch_elsewhere");
        backstage.chargeElsewhere(elsewhere, FEE);
        assertThat(payments.charge(elsewhere)).isEmpty();
        assertThat(payments.refunds(elsewhere)).isEmpty();
        assertThat(ask(elsewhere)).isEqualTo(new Answer.Refused(ManualReason.ANOTHER_ACCOUNT));
    }

    @Test
    void whatOthersGaveBackIsNotOurs() {
        backstage.refundByOthers(CHARGE, FEE);
        assertThat(ask(CHARGE)).isEqualTo(new Answer.AlreadyRefunded());
        assertThat(payments.refunds(CHARGE)).singleElement().satisfies(refund -> {
            assertThat(refund.ours()).isFalse();
            assertThat(refund.amount()).isEqualTo(FEE);
        });
    }

    @Test
    void ofWhatOthersGaveBackInPartTheRestIsGivenBack() {
        backstage.refundByOthers(CHARGE, Money.of(400, "EUR"));
        assertThat(made(ask(CHARGE)).amount()).isEqualTo(Money.of(850, "EUR"));
        assertThat(payments.refunds(CHARGE)).extracting(PaidBack::ours).containsExactlyInAnyOrder(true, false);
    }

    @Test
    void anAnswerThatIsLostBeforeActingLeavesNothing() {
        backstage.strike(Trouble.LOST_BEFORE_ACTING);
        assertThatExceptionOfType(RetryableFailure.class).isThrownBy(() -> ask(CHARGE));
        assertThat(payments.refunds(CHARGE)).isEmpty();
        made(ask(CHARGE));
    }

    @ParameterizedTest
    @EnumSource(names = {"LOST_AFTER_ACTING", "SILENT_AFTER_ACTING"})
    void anAnswerThatDoesNotComeAfterActingIsGivenAgain(Trouble trouble) {
        backstage.strike(trouble);
        assertThatExceptionOfType(RetryableFailure.class).isThrownBy(() -> ask(CHARGE));
        PaidBack made = payments.refunds(CHARGE).getFirst();
        assertThat(made.ours()).isTrue();
        assertThat(made(ask(CHARGE))).isEqualTo(made);
        assertThat(payments.refunds(CHARGE)).hasSize(1);
    }

    @Test
    void aBreakdownIsRepeatedUntilTheKeyIsForgotten() {
        backstage.strike(Trouble.BREAKDOWN);
        assertThatExceptionOfType(RetryableFailure.class).isThrownBy(() -> ask(CHARGE));
        assertThatExceptionOfType(RetryableFailure.class).isThrownBy(() -> ask(CHARGE));
        assertThat(payments.refunds(CHARGE)).isEmpty();
        backstage.passes(KEYS_LIVE.plusMinutes(1));
        made(ask(CHARGE));
    }

    @ParameterizedTest
    @EnumSource(names = {"TOO_MANY_REQUESTS", "KEY_IN_USE"})
    void aRequestThatIsTurnedAwayCanBeMadeAgainAtOnce(Trouble trouble) {
        backstage.strike(trouble);
        assertThatExceptionOfType(RetryableFailure.class).isThrownBy(() -> ask(CHARGE));
        assertThat(payments.refunds(CHARGE)).isEmpty();
        made(ask(CHARGE));
    }

    @Test
    void anEmptyBalanceIsSaidUnderTheSameKeyAllDayAndUnderAnotherUntilSomebodyPaysIn() {
        backstage.emptyBalance();
        assertThat(ask(CHARGE)).isEqualTo(new Answer.Unfunded());
        assertThat(payments.refund(CHARGE, FIRST.plusNanos(1))).isEqualTo(new Answer.Unfunded());
        assertThat(payments.refunds(CHARGE)).isEmpty();
        backstage.topUp();
        assertThat(ask(CHARGE)).isEqualTo(new Answer.Unfunded());
        PaidBack made = made(payments.refund(CHARGE, FIRST.plusNanos(2)));
        assertThat(payments.refunds(CHARGE)).containsExactly(made);
    }

    @Test
    void underAnotherKeyTheChargeItselfIsWhatGuardsIt() {
        PaidBack made = made(ask(CHARGE));
        assertThat(payments.refund(CHARGE, FIRST.plusNanos(1))).isEqualTo(new Answer.AlreadyRefunded());
        assertThat(payments.refunds(CHARGE)).containsExactly(made);
    }

    @Test
    void aDeadServiceIsToBeAskedAgain() {
        PaidBack made = made(ask(CHARGE));
        backstage.goDown();
        assertThatExceptionOfType(RetryableFailure.class).isThrownBy(() -> ask(CHARGE));
        assertThatExceptionOfType(RetryableFailure.class).isThrownBy(() -> payments.refunds(CHARGE));
        assertThatExceptionOfType(RetryableFailure.class).isThrownBy(() -> payments.refund(made.id()));
        backstage.passes(Duration.ofHours(25));
        backstage.comeBack();
        assertThat(payments.refunds(CHARGE)).containsExactly(made);
    }

    @Test
    void aWrongKeyIsForTheOperator() {
        backstage.replaceKey();
        assertThatExceptionOfType(PermanentFailure.class).isThrownBy(() -> ask(CHARGE));
        assertThatExceptionOfType(PermanentFailure.class).isThrownBy(() -> payments.refunds(CHARGE));
        assertThatExceptionOfType(PermanentFailure.class).isThrownBy(() -> payments.refund(new RefundId("re_1")));
    }

    @Test
    void aRefundMayBePendingBeforeItSucceeds() {
        backstage.nextRefundIs(PaidBack.Status.PENDING, Duration.ofHours(5), PaidBack.Status.SUCCEEDED);
        PaidBack made = made(ask(CHARGE));
        assertThat(made.status()).isEqualTo(PaidBack.Status.PENDING);
        backstage.passes(Duration.ofHours(6));
        assertThat(status(made)).contains(PaidBack.Status.SUCCEEDED);
    }

    @Test
    void aRefundMayFailDaysLater() {
        backstage.nextRefundIs(PaidBack.Status.SUCCEEDED, Duration.ofDays(5), PaidBack.Status.FAILED);
        PaidBack made = made(ask(CHARGE));
        assertThat(status(made)).contains(PaidBack.Status.SUCCEEDED);
        backstage.passes(Duration.ofDays(6));
        assertThat(status(made)).contains(PaidBack.Status.FAILED);
        assertThat(payments.refunds(CHARGE)).extracting(PaidBack::status).containsExactly(PaidBack.Status.FAILED);
    }

    @Test
    void whatFailedDoesNotCountAsGivenBack() {
        backstage.nextRefundIs(PaidBack.Status.FAILED);
        assertThat(made(ask(CHARGE)).status()).isEqualTo(PaidBack.Status.FAILED);
        backstage.passes(KEYS_LIVE.plusMinutes(1));
        assertThat(made(ask(CHARGE)).status()).isEqualTo(PaidBack.Status.SUCCEEDED);
    }

    @Test
    void failuresSayNothingOfTheCharge() {
        backstage.goDown();
        assertThatExceptionOfType(RetryableFailure.class)
                .isThrownBy(() -> ask(CHARGE))
                .satisfies(failure -> assertThat(failure.toString()).doesNotContain(CHARGE.value()));
        backstage.comeBack();
        backstage.replaceKey();
        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> ask(CHARGE))
                .satisfies(failure -> assertThat(failure.toString()).doesNotContain(CHARGE.value()));
    }

    @Test
    void aSubscriptionRunsUntilItIsEnded() {
        backstage.subscribe(SUBSCRIPTION);
        assertThat(payments.subscription(SUBSCRIPTION)).isEqualTo(SubscriptionStatus.RUNNING);
        payments.end(SUBSCRIPTION);
        assertThat(payments.subscription(SUBSCRIPTION)).isEqualTo(SubscriptionStatus.ENDED);
    }

    @Test
    void endingASubscriptionAgainChangesNothingHoweverLate() {
        backstage.subscribe(SUBSCRIPTION);
        payments.end(SUBSCRIPTION);
        payments.end(SUBSCRIPTION);
        backstage.passes(Duration.ofDays(30));
        payments.end(SUBSCRIPTION);
        assertThat(payments.subscription(SUBSCRIPTION)).isEqualTo(SubscriptionStatus.ENDED);
    }

    @Test
    void endingOneSubscriptionLeavesTheOthers() {
        SubscriptionId other = new SubscriptionId("sub_2");
        backstage.subscribe(SUBSCRIPTION);
        backstage.subscribe(other);
        payments.end(SUBSCRIPTION);
        assertThat(payments.subscription(other)).isEqualTo(SubscriptionStatus.RUNNING);
    }

    @Test
    void aSubscriptionThatIsNotKnownOrOfAnotherAccountIsUnknownAndEndingItDoesNothing() {
        SubscriptionId elsewhere = new SubscriptionId("sub_elsewhere");
        backstage.subscribeElsewhere(elsewhere);
        for (SubscriptionId subscription : List.of(SUBSCRIPTION, elsewhere)) {
            payments.end(subscription);
            assertThat(payments.subscription(subscription)).isEqualTo(SubscriptionStatus.UNKNOWN);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LOST_BEFORE_ACTING", "TOO_MANY_REQUESTS", "KEY_IN_USE", "BREAKDOWN"})
    void aSubscriptionRunsOnWhenItsEndWasNotHeard(Trouble trouble) {
        backstage.subscribe(SUBSCRIPTION);
        backstage.strikeEnd(trouble);
        assertThatExceptionOfType(RetryableFailure.class).isThrownBy(() -> payments.end(SUBSCRIPTION));
        assertThat(payments.subscription(SUBSCRIPTION)).isEqualTo(SubscriptionStatus.RUNNING);
        payments.end(SUBSCRIPTION);
        assertThat(payments.subscription(SUBSCRIPTION)).isEqualTo(SubscriptionStatus.ENDED);
    }

    @ParameterizedTest
    @EnumSource(names = {"LOST_AFTER_ACTING", "SILENT_AFTER_ACTING"})
    void aSubscriptionThatHasEndedWithoutAnAnswerIsFoundEnded(Trouble trouble) {
        backstage.subscribe(SUBSCRIPTION);
        backstage.strikeEnd(trouble);
        assertThatExceptionOfType(RetryableFailure.class).isThrownBy(() -> payments.end(SUBSCRIPTION));
        assertThat(payments.subscription(SUBSCRIPTION)).isEqualTo(SubscriptionStatus.ENDED);
    }

    @Test
    void aDeadServiceEndsNoSubscriptionAndAWrongKeyIsForTheOperator() {
        backstage.subscribe(SUBSCRIPTION);
        backstage.goDown();
        assertThatExceptionOfType(RetryableFailure.class)
                .isThrownBy(() -> payments.end(SUBSCRIPTION))
                .satisfies(failure -> assertThat(failure.toString()).doesNotContain(SUBSCRIPTION.value()));
        assertThatExceptionOfType(RetryableFailure.class).isThrownBy(() -> payments.subscription(SUBSCRIPTION));
        backstage.comeBack();
        backstage.replaceKey();
        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> payments.end(SUBSCRIPTION))
                .satisfies(failure -> assertThat(failure.toString()).doesNotContain(SUBSCRIPTION.value()));
        assertThatExceptionOfType(PermanentFailure.class).isThrownBy(() -> payments.subscription(SUBSCRIPTION));
    }

    @Test
    void aPaidInvoiceNamesItsSubscriptionAndItsCharge() {
        ChargeId charge = new ChargeId("ch_renewal");
        InvoiceId invoice = backstage.charge(SUBSCRIPTION, charge, FEE);
        Instant paidAt = backstage.now().truncatedTo(ChronoUnit.SECONDS);
        backstage.passes(Duration.ofDays(1));
        assertThat(payments.payment(invoice)).contains(new Payment(SUBSCRIPTION, charge, FEE, paidAt));
        assertThat(made(ask(charge)).amount()).isEqualTo(FEE);
    }

    @Test
    void whatHasHappenedIsToldPageByPageTheLatestFirst() {
        List<Report> happened = new ArrayList<>();
        for (int fee = 0; fee < 120; fee++) {
            happened.add(new Report.OfPayment(backstage.charge(SUBSCRIPTION, new ChargeId("ch_late_" + fee), FEE)));
            backstage.passes(Duration.ofSeconds(1));
        }
        List<Event> told = new ArrayList<>();
        Events page = payments.events(FIRST, false, Optional.empty()).orElseThrow();
        told.addAll(page.events());
        assertThat(page.more()).isTrue();
        while (page.more()) {
            page = payments.events(FIRST, true, Optional.of(told.getLast().id()))
                    .orElseThrow();
            told.addAll(page.events());
        }
        assertThat(told).extracting(Event::report).isEqualTo(happened.reversed());
        assertThat(told).extracting(Event::id).doesNotHaveDuplicates();
    }

    @Test
    void whatHappenedBeforeIsNotTold() {
        backstage.charge(SUBSCRIPTION, new ChargeId("ch_before"), FEE);
        assertThat(payments.events(FIRST, false, Optional.empty()).orElseThrow().events())
                .hasSize(1);
        backstage.passes(Duration.ofHours(1));
        RefundId made = made(ask(CHARGE)).id();

        assertThat(payments.events(backstage.now(), false, Optional.empty()))
                .map(Events::events)
                .hasValueSatisfying(
                        told -> assertThat(told).extracting(Event::report).containsExactly(new Report.OfRefund(made)));
        backstage.passes(Duration.ofHours(1));
        assertThat(payments.events(backstage.now(), false, Optional.empty())).contains(new Events(List.of(), false));
    }

    @Test
    void nothingIsToldAfterAnEventThatIsNotKnown() {
        assertThat(payments.events(FIRST, false, Optional.of(new PaymentEventId("evt_of_others"))))
                .isEmpty();
    }

    @Test
    void aDeadServiceTellsNothingAndAWrongKeyIsForTheOperator() {
        backstage.goDown();
        assertThatExceptionOfType(RetryableFailure.class)
                .isThrownBy(() -> payments.events(FIRST, false, Optional.empty()));
        backstage.comeBack();
        backstage.replaceKey();
        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> payments.events(FIRST, false, Optional.empty()));
    }

    @Test
    void anInvoiceThatIsNotKnownWasNotPaid() {
        assertThat(payments.payment(new InvoiceId("in_unknown"))).isEmpty();
        backstage.goDown();
        assertThatExceptionOfType(RetryableFailure.class)
                .isThrownBy(() -> payments.payment(new InvoiceId("in_unknown")));
    }

    private Answer ask(ChargeId charge) {
        return payments.refund(charge, FIRST);
    }

    private Optional<PaidBack.Status> status(PaidBack made) {
        return payments.refund(made.id()).map(PaidBack::status);
    }

    private static PaidBack made(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Made.class);
        return ((Answer.Made) answer).refund();
    }
}
