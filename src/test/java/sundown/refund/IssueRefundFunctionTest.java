package sundown.refund;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import sundown.account.Account;
import sundown.account.Membership;
import sundown.account.Membership.ChargeId;
import sundown.account.Money;
import sundown.account.Region;
import sundown.account.UserId;
import sundown.contract.PaymentBackstage.Trouble;
import sundown.edge.LogRecords;
import sundown.metrics.Measurements;
import sundown.refund.PaymentService.PaidBack;
import sundown.refund.RefundLedger.Refund;
import sundown.refund.RefundLedger.Refund.Trigger;
import sundown.refund.RefundState.ManualReason;
import sundown.runtime.ObservedPort;

class IssueRefundFunctionTest {
    private final Functions functions = new Functions();

    @ParameterizedTest
    @EnumSource
    void givesTheWholeFeeBackOnce(Trigger trigger) {
        functions.clock.moveTo(Functions.REFUND_BY);

        functions.issue(Functions.USER, trigger);
        functions.issue(Functions.USER, trigger);

        assertThat(functions.state())
                .isInstanceOfSatisfying(
                        RefundState.Succeeded.class,
                        succeeded -> assertThat(succeeded.amount()).isEqualTo(Functions.FEE));
        assertThat(functions.payments.refunds(Functions.CHARGE)).hasSize(1);
        assertThat(functions.refunded()).isEqualTo(1_200);
    }

    /** A sweep saves the postponed date between the worker's read and its save. */
    @Test
    void doesNotWaitForADateThatAnotherWriterSavesMeanwhile() {
        AtomicBoolean postponed = new AtomicBoolean();

        functions.issueWhile(Functions.USER, Trigger.TRANSFER_FINISHED, ObservedPort.after("RefundLedger.open", () -> {
            if (postponed.compareAndSet(false, true)) {
                Refund row = functions.ledger.find(Functions.CHARGE).orElseThrow();
                functions.ledger.save(row.withState(
                        new RefundState.Intent(Trigger.REFUNDS_BEGIN, Functions.REFUND_BY.plusSeconds(60))));
            }
        }));

        assertThat(postponed).isTrue();
        assertThat(functions.state()).isInstanceOf(RefundState.Succeeded.class);
    }

    @Test
    void waitsForTheDateWhenThatIsTheReason() {
        functions.issue(Functions.USER, Trigger.REFUNDS_BEGIN);
        assertThat(functions.state()).isEqualTo(new RefundState.Intent(Trigger.REFUNDS_BEGIN, Functions.REFUND_BY));

        functions.clock.moveTo(Functions.REFUND_BY);
        functions.sweep();
        assertThat(functions.state()).isInstanceOf(RefundState.Succeeded.class);
    }

    /** The refund date is that of the group that the refund was recorded under. */
    @Test
    void usesTheRefundDateOfTheGroupThatTheUserHadWhenTheMembershipEnded() {
        functions.issue(Functions.USER, Trigger.REFUNDS_BEGIN);
        functions.moveToALaterGroup();
        functions.clock.moveTo(Functions.REFUND_BY);

        functions.issue(Functions.USER, Trigger.REFUNDS_BEGIN);

        assertThat(functions.state()).isInstanceOf(RefundState.Succeeded.class);
    }

    @Test
    void asksForNobodyElsesRefundWhileTheServiceIsSilent() {
        functions.clock.moveTo(Functions.REFUND_BY);
        functions.payments.setDown(true);
        List<UserId> members = functions.members(10);

        assertThat(members.stream().filter(this::isGivenBack)).hasSize(10 - PaymentBreaker.SILENCE_FAILURES);
        assertThat(waiting()).isEqualTo(10 - PaymentBreaker.SILENCE_FAILURES);

        functions.clock.advance(PaymentBreaker.PAUSE);
        assertThat(members.reversed().stream().filter(this::isGivenBack))
                .as("one is tried, and those that were tried are not due")
                .hasSize(10 - 1 - PaymentBreaker.SILENCE_FAILURES);
        assertThat(waiting()).isEqualTo(10 - PaymentBreaker.SILENCE_FAILURES - 1);

        functions.payments.setDown(false);
        functions.clock.advance(PaymentBreaker.PAUSE);
        assertThat(members).noneMatch(this::isGivenBack);
        assertThat(waiting()).isZero();
    }

    @Test
    void keepsWhatMakesARefundDueWhileTheServiceIsSilent() {
        functions.payments.setDown(true);
        functions
                .members(PaymentBreaker.SILENCE_FAILURES)
                .forEach(member -> functions.issue(member, Trigger.DOWNLOAD_FINISHED));

        assertThat(isGivenBack(Functions.USER, Trigger.TRANSFER_FINISHED)).isTrue();
        assertThat(functions.state()).isEqualTo(new RefundState.Intent(Trigger.TRANSFER_FINISHED, Functions.NOW));
    }

    @Test
    void asksForNobodyElsesRefundWhileTheServiceHasNoMoney() {
        functions.clock.moveTo(Functions.REFUND_BY);
        functions.payments.setBalanceEmpty(true);
        List<UserId> members = functions.members(10);

        try (LogRecords log = LogRecords.of(RefundWorker.class);
                Measurements measurements = new Measurements()) {
            assertThat(members.stream().filter(this::isGivenBack)).hasSize(10 - PaymentBreaker.SILENCE_FAILURES);
            assertThat(measurements.faults())
                    .hasSize(PaymentBreaker.SILENCE_FAILURES)
                    .containsOnly("WaitingRefunds");
            assertThat(log.lines().stream()
                            .filter(line -> line.matches("(ERROR|SEVERE) .* waits for the operator: .*")))
                    .hasSize(PaymentBreaker.SILENCE_FAILURES)
                    .allMatch(line -> line.endsWith("the payment service's account has too little money"));
        }
        assertThat(waiting()).isEqualTo(10 - PaymentBreaker.SILENCE_FAILURES);

        functions.payments.setBalanceEmpty(false);
        functions.clock.advance(PaymentBreaker.PAUSE);
        assertThat(members).noneMatch(this::isGivenBack);
        functions.pass(Duration.ofHours(2), Duration.ofMinutes(1));
        assertThat(functions.ledger.all()).allMatch(row -> row.state() instanceof RefundState.Succeeded);
    }

    @Test
    void hearsNoSilenceWhenOneChargeAloneIsAnsweredBadly() {
        functions.clock.moveTo(Functions.REFUND_BY);
        List<UserId> members = functions.members(3);
        functions.payments.strike(Trouble.LOST_BEFORE_ACTING);

        assertThat(members).noneMatch(this::isGivenBack);
        assertThat(waiting()).isZero();
    }

    @Test
    void hearsNoSilenceWhenTheServiceAnswersBetweenTwoFailures() {
        functions.clock.moveTo(Functions.REFUND_BY);

        assertThat(functions.members(4)).noneMatch(member -> {
            boolean odd = member.value().matches(".*[13]");
            if (!odd) {
                functions.payments.strike(Trouble.LOST_BEFORE_ACTING);
            }
            return isGivenBack(member);
        });
        assertThat(waiting()).isZero();
    }

    private boolean isGivenBack(UserId user) {
        return isGivenBack(user, Trigger.REFUNDS_BEGIN);
    }

    private boolean isGivenBack(UserId user, Trigger trigger) {
        return !functions.issue(user, trigger).batchItemFailures().isEmpty();
    }

    private long waiting() {
        return functions.ledger.all().stream()
                .filter(refund -> refund.state() instanceof RefundState.Intent)
                .count();
    }

    @Test
    void hasNothingForAFreeUser() {
        UserId free = new UserId("free");
        functions.accounts.put(new Account(free, new Region("IN")));

        assertThat(functions.issue(free, Trigger.TRANSFER_FINISHED).batchItemFailures())
                .isEmpty();
        assertThat(functions.ledger.all()).isEmpty();
    }

    @Test
    void hasNothingWhereNothingEndsOrExportsAreNotOpen() {
        UserId exempt = new UserId("exempt");
        functions.member(exempt, "CN", new ChargeId("ch_2"), Functions.FEE);
        functions.issue(exempt, Trigger.TRANSFER_FINISHED);
        functions.clock.moveTo(Instant.parse("2022-11-30T23:59:59Z"));
        functions.issue(Functions.USER, Trigger.TRANSFER_FINISHED);

        assertThat(functions.ledger.all()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void endsWithinADayWhateverHappensToTheRequest(Trouble trouble) {
        functions.payments.strike(trouble);

        functions.issue(Functions.USER, Trigger.TRANSFER_FINISHED);
        assertThat(functions.state()).isInstanceOf(RefundState.Sent.class);
        functions.pass(Duration.ofHours(24), Duration.ofMinutes(1));

        assertThat(functions.state()).isInstanceOfAny(RefundState.Succeeded.class, RefundState.Manual.class);
        assertThat(functions.refunded()).isIn(0L, 1_200L);
        assertThat(functions.payments.refunds(Functions.CHARGE)).hasSizeLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"LOST_AFTER_ACTING", "SILENT_AFTER_ACTING"})
    void findsARefundAfterALostAnswer(Trouble trouble) {
        functions.payments.strike(trouble);
        functions.issue(Functions.USER, Trigger.TRANSFER_FINISHED);

        functions.pass(Duration.ofMinutes(2), Duration.ofMinutes(1));

        assertThat(functions.state()).isInstanceOf(RefundState.Succeeded.class);
        assertThat(functions.payments.refunds(Functions.CHARGE)).hasSize(1);
    }

    @Test
    void asksPeopleAfterADayWithoutTheServiceAndNeverAgainItself() {
        functions.payments.strike(Trouble.LOST_BEFORE_ACTING);
        functions.issue(Functions.USER, Trigger.TRANSFER_FINISHED);
        functions.payments.setDown(true);

        functions.pass(Duration.ofHours(24).minusMinutes(1), Duration.ofMinutes(1));
        assertThat(functions.state()).isInstanceOf(RefundState.Sent.class);
        functions.pass(Duration.ofMinutes(1), Duration.ofMinutes(1));
        requireManual(ManualReason.UNCERTAIN);

        functions.payments.setDown(false);
        functions.issue(Functions.USER, Trigger.REFUNDS_BEGIN);
        functions.pass(Duration.ofDays(3), Duration.ofHours(1));
        assertThat(functions.refunded()).isZero();
    }

    /** What the charge took, what others gave back of it, and what follows for a fee of 12.00 EUR. */
    @ParameterizedTest
    @CsvSource({
        "1200 EUR, 1200, REFUNDED_BY_OTHERS, 1200",
        "1200 EUR, 200,  SUCCEEDED,          1200",
        "500 EUR,  0,    SUCCEEDED,          500",
        "1201 EUR, 0,    ANOTHER_AMOUNT,     0",
        "1200 USD, 0,    ANOTHER_AMOUNT,     0",
        "1 JPY,    0,    ANOTHER_AMOUNT,     0"
    })
    void givesBackWhatIsLeftOfTheChargeOrAsksPeople(String charged, long byOthers, String end, long refunded) {
        String[] amount = charged.split(" ", -1);
        functions.payments.charge(Functions.CHARGE, Money.of(Long.parseLong(amount[0]), amount[1]));
        if (byOthers > 0) {
            functions.payments.refundByOthers(Functions.CHARGE, Money.of(byOthers, "EUR"));
        }

        functions.issue(Functions.USER, Trigger.TRANSFER_FINISHED);

        assertThat(
                        functions.state() instanceof RefundState.Manual manual
                                ? manual.reason().name()
                                : functions.state().name().name())
                .isEqualTo(end);
        assertThat(functions.refunded()).isEqualTo(refunded);
    }

    @Test
    void asksPeopleWhenTheServiceDoesNotKnowTheChargeOrItIsAnothersAccount() {
        UserId stranger = new UserId("stranger");
        functions.accounts.put(new Account(stranger, new Region("IN"))
                .with(new Membership(new ChargeId("ch_x"), Functions.FEE, Functions.NOW, Optional.empty())));
        functions.payments.chargeElsewhere(Functions.CHARGE, Functions.FEE);

        functions.issue(stranger, Trigger.TRANSFER_FINISHED);
        functions.issue(Functions.USER, Trigger.TRANSFER_FINISHED);

        assertThat(functions.ledger.all())
                .extracting(refund -> ((RefundState.Manual) refund.state()).reason())
                .containsExactlyInAnyOrder(ManualReason.UNKNOWN_CHARGE, ManualReason.ANOTHER_ACCOUNT);
    }

    @Test
    void asksPeopleWhenARefundFailsDaysLater() {
        functions.payments.next(
                new InMemoryPaymentService.Fate(PaidBack.Status.PENDING, Duration.ofDays(4), PaidBack.Status.FAILED));

        functions.issue(Functions.USER, Trigger.TRANSFER_FINISHED);
        assertThat(functions.state()).isInstanceOf(RefundState.Pending.class);
        functions.pass(Duration.ofDays(5), Duration.ofHours(1));

        requireManual(ManualReason.REFUND_FAILED);
    }

    private void requireManual(ManualReason reason) {
        assertThat(functions.state())
                .isInstanceOf(RefundState.Manual.class)
                .extracting("reason")
                .isEqualTo(reason);
    }
}
