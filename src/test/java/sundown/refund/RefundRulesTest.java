package sundown.refund;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import sundown.account.Membership;
import sundown.account.PaidThrough;
import sundown.account.Region;
import sundown.contract.SampleRefunds;
import sundown.operator.SampleOperators;
import sundown.refund.PaymentService.PaidBack;
import sundown.refund.PaymentService.RefundId;
import sundown.refund.RefundLedger.Refund;
import sundown.refund.RefundLedger.Refund.Trigger;
import sundown.refund.RefundRules.Step;
import sundown.refund.RefundState.ManualReason;
import sundown.runtime.Records;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.PublishedTimeline;

class RefundRulesTest {
    private static final Instant NOW = SampleRefunds.NOW;
    private static final Instant LATER = NOW.plus(Duration.ofDays(100));
    private static final RefundId ID = new RefundId("re_1");
    private static final Refund ROW = SampleRefunds.fresh();
    private static final Refund WAITING = ROW.withState(new RefundState.Intent(Trigger.REFUNDS_BEGIN, LATER));
    private static final Refund DUE = ROW.withState(new RefundState.Intent(Trigger.REFUNDS_BEGIN, NOW));
    private static final Refund SENT = sent(NOW);
    private static final Refund MANUAL =
            ROW.withState(new RefundState.Manual(ManualReason.UNCERTAIN, Optional.empty(), NOW));

    @Test
    void waitsForItsDateAndSaysThatItIsSentBeforeItIs() {
        assertThat(RefundRules.next(WAITING, LATER, NOW)).isEqualTo(new Step.Nothing());
        assertThat(RefundRules.next(DUE, NOW, NOW))
                .isEqualTo(new Step.Send(
                        DUE.withState(new RefundState.Sent(NOW, 1, NOW.plus(RefundRules.FIRST_LOOK))), NOW));
    }

    @Test
    void waitsLongerWhenTheDateHasBeenMoved() {
        assertThat(RefundRules.next(DUE, LATER, NOW))
                .isEqualTo(new Step.Save(DUE.withState(new RefundState.Intent(Trigger.REFUNDS_BEGIN, LATER))));
    }

    @ParameterizedTest
    @EnumSource(names = {"TRANSFER_FINISHED", "DOWNLOAD_FINISHED"})
    void comesSoonerWhenTheUserHasFinished(Trigger trigger) {
        Refund hastened = RefundRules.hastened(WAITING, trigger, NOW).orElseThrow();

        assertThat(RefundRules.next(hastened, LATER, NOW)).isInstanceOf(Step.Send.class);
        assertThat(RefundRules.hastened(hastened, trigger, NOW)).isEmpty();
        assertThat(RefundRules.hastened(SENT, trigger, NOW)).isEmpty();
    }

    /** The row still has the date before; the timeline in force has the later one. */
    @ParameterizedTest
    @EnumSource(names = {"TRANSFER_FINISHED", "DOWNLOAD_FINISHED"})
    void goesBackWhenTheUserHasFinishedAlthoughItsDateWasPostponed(Trigger trigger) {
        Refund hastened = RefundRules.hastened(DUE, trigger, NOW).orElseThrow();

        assertThat(RefundRules.next(hastened, LATER, NOW)).isInstanceOf(Step.Send.class);
    }

    @Test
    void isBroughtForwardWhenItsGroupsDateWasMovedToAnEarlierDay() {
        Refund due = RefundRules.broughtForward(WAITING, ROW.group(), NOW).orElseThrow();

        assertThat(RefundRules.next(due, NOW, NOW)).isInstanceOf(Step.Send.class);
        assertThat(RefundRules.broughtForward(due, ROW.group(), NOW)).isEmpty();
    }

    @Test
    void isNotHastenedByADateNorBroughtForwardByAnotherGroupsNorOnceItIsOnItsWay() {
        assertThat(RefundRules.broughtForward(WAITING, new GroupId("2"), NOW)).isEmpty();
        assertThat(RefundRules.broughtForward(
                        ROW.withState(new RefundState.Intent(Trigger.TRANSFER_FINISHED, LATER)), ROW.group(), NOW))
                .isEmpty();
        assertThat(RefundRules.broughtForward(SENT, ROW.group(), NOW)).isEmpty();
        assertThat(RefundRules.hastened(WAITING, Trigger.REFUNDS_BEGIN, NOW)).isEmpty();
    }

    /** In days; the refunds of the group begin in a hundred. */
    @ParameterizedTest
    @CsvSource({"200, 100", "107, 100", "106, 99", "50, 43", "7, 0", "3, -4", "-1, -8"})
    void isDueAWeekBeforeItsWindowEndsIfThatIsBeforeRefundsBegin(int end, int due) {
        Optional<Instant> until = Optional.of(NOW.plus(Duration.ofDays(end)));

        assertThat(RefundRules.dueAt(until, LATER)).isEqualTo(NOW.plus(Duration.ofDays(due)));
        assertThat(RefundRules.next(within(DUE, until), LATER, NOW) instanceof Step.Send)
                .isEqualTo(end >= 0 && due <= 0);
        assertThat(RefundRules.dueAt(Optional.empty(), LATER)).isEqualTo(LATER);
    }

    @Test
    void isNotRequestedOnceItsWindowHasEnded() {
        Instant soon = NOW.plus(RefundRules.FIRST_LOOK);
        Refund unmade = ROW.withState(new RefundState.Sent(NOW, 0, soon));

        assertThat(RefundRules.next(within(DUE, soon), NOW, soon.minusNanos(1))).isInstanceOf(Step.Send.class);
        assertThat(reason(saved(RefundRules.next(within(DUE, soon), NOW, soon))))
                .contains(ManualReason.TOO_LATE);
        assertThat(reason(saved(RefundRules.looked(within(unmade, soon), List.of(), soon))))
                .contains(ManualReason.TOO_LATE);
        assertThat(RefundRules.looked(within(SENT, soon.plusNanos(1)), List.of(), soon))
                .isInstanceOf(Step.Send.class);
        assertThat(saved(RefundRules.looked(within(SENT, soon), List.of(), soon))
                        .state())
                .as("the first request may have been served")
                .isInstanceOf(RefundState.Sent.class);
    }

    private static Refund within(Refund refund, Instant until) {
        return within(refund, Optional.of(until));
    }

    private static Refund within(Refund refund, Optional<Instant> until) {
        return Records.with(refund, "refundableUntil", until);
    }

    @Test
    void isNotRequestedWhileItsChargeIsDisputed() {
        assertThat(RefundRules.refused(ROW, new PaymentService.Charge(ROW.fee(), true, 0, true)))
                .contains(new PaymentService.Answer.Refused(ManualReason.DISPUTED));
        assertThat(RefundRules.refused(ROW, new PaymentService.Charge(ROW.fee(), true, 0, false)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "STRIPE,      INTENT",
        "GOOGLE_PLAY, INTENT",
        "APPLE,       ELSEWHERE",
        "CARRIER,     ELSEWHERE",
        "OTHER,       ELSEWHERE"
    })
    void isForPeopleWhereNoRefundCanBeRequested(PaidThrough through, RefundState.StateName state) {
        Group group = PublishedTimeline.read().groupOf(new Region("IN")).orElseThrow();
        Membership paid =
                new Membership(ROW.charge(), ROW.fee(), NOW, Optional.empty()).paid(through, Optional.empty());

        Refund row = RefundRules.intent(ROW.user(), group, paid, NOW);

        assertThat(row.state().name()).isEqualTo(state);
        assertThat(row.through()).isEqualTo(through);
        assertThat(RefundRules.next(row, NOW, LATER.plus(Duration.ofDays(1_000))) instanceof Step.Send)
                .isEqualTo(state == RefundState.StateName.INTENT);
        assertThat(RefundRules.resolved(row, SampleOperators.named("Ada"), "told them", LATER)
                        .map(Refund::state))
                .isEqualTo(
                        state == RefundState.StateName.INTENT
                                ? Optional.empty()
                                : Optional.of(new RefundState.Resolved(
                                        ManualReason.PAID_ELSEWHERE,
                                        SampleOperators.named("Ada"),
                                        "told them",
                                        LATER)));
    }

    @ParameterizedTest
    @CsvSource({"REQUIRES_ACTION, true", "PENDING, false"})
    void isPendingAndSaysWhetherTheMemberMustAct(PaidBack.Status status, boolean userActs) {
        Refund pending = RefundRules.settled(SENT, paidBack(status, true), NOW);
        RefundState.Pending state = new RefundState.Pending(ID, NOW, NOW.plus(Duration.ofHours(6)), userActs);

        assertThat(pending.state()).isEqualTo(state);
        assertThat(RefundRules.unanswered(pending, NOW).state())
                .isEqualTo(new RefundState.Pending(ID, NOW, NOW.plus(Duration.ofHours(1)), userActs));
        assertThat(RefundRules.settled(pending, paidBack(PaidBack.Status.PENDING, true), NOW)
                        .state())
                .isEqualTo(new RefundState.Pending(ID, NOW, NOW.plus(Duration.ofHours(6)), false));
        assertThat(reason(RefundRules.settled(pending, paidBack(status, true), NOW.plus(RefundRules.PENDING_MAX))))
                .contains(ManualReason.PENDING_TOO_LONG);
    }

    @Test
    void isAskedForAgainAfterAWhileWhenItIsNotThere() {
        Instant soon = NOW.plus(Duration.ofMinutes(2));

        assertThat(RefundRules.next(SENT, NOW, soon)).isEqualTo(new Step.Look());
        assertThat(RefundRules.looked(SENT, List.of(), soon))
                .isEqualTo(new Step.Send(
                        SENT.withState(new RefundState.Sent(NOW, 2, soon.plus(Duration.ofMinutes(4)))), NOW));
        assertThat(RefundRules.looked(SENT, List.of(), NOW)).isInstanceOf(Step.Save.class);
    }

    @Test
    void isAskedForAgainWithinTheHourAfterALackOfMoney() {
        Step step = RefundRules.answered(SENT, new PaymentService.Answer.Unfunded(), LATER);
        Refund unmade = ROW.withState(new RefundState.Sent(LATER, 0, LATER.plus(Duration.ofHours(1))));
        Instant due = LATER.plus(Duration.ofHours(1));

        assertThat(step).isEqualTo(new Step.Postpone(unmade));
        assertThat(RefundRules.next(unmade, NOW, due.minusNanos(1))).isEqualTo(new Step.Nothing());
        assertThat(RefundRules.next(unmade, NOW, due)).isEqualTo(new Step.Look());
        assertThat(RefundRules.looked(unmade, List.of(), due))
                .isEqualTo(new Step.Send(
                        unmade.withState(new RefundState.Sent(due, 1, due.plus(RefundRules.FIRST_LOOK))), due));
        assertThat(RefundRules.unanswered(ROW.withState(new RefundState.Sent(NOW, 0, NOW)), LATER))
                .as("a lack of money brings it to nobody, however long it lasts")
                .isEqualTo(ROW.withState(new RefundState.Sent(NOW, 0, LATER.plus(Duration.ofHours(1)))));
    }

    @Test
    void isNeverAskedForAgainWhenTheKeyMayBeForgotten() {
        Instant late = NOW.plus(RefundRules.RESEND_MAX);

        assertThat(RefundRules.looked(SENT, List.of(), late.minusNanos(1))).isInstanceOf(Step.Send.class);
        assertThat(RefundRules.looked(SENT, List.of(), late))
                .isEqualTo(
                        new Step.Save(SENT.withState(new RefundState.Sent(NOW, 1, late.plus(RefundRules.FIRST_LOOK)))));
    }

    @Test
    void goesToPeopleAfterADayWithoutCertaintyAndNotLater() {
        Instant day = NOW.plus(Duration.ofHours(24));

        assertThat(reason(RefundRules.unanswered(SENT, day))).contains(ManualReason.UNCERTAIN);
        assertThat(reason(RefundRules.unanswered(SENT, day.minusNanos(1)))).isEmpty();
        assertThat(RefundRules.unanswered(SENT, day.minusNanos(1)).state().wakeAt())
                .contains(day);
    }

    @Test
    void isTakenOverWhenItIsFoundToBeMade() {
        assertThat(RefundRules.looked(SENT, List.of(paidBack(PaidBack.Status.SUCCEEDED, true)), NOW))
                .isEqualTo(new Step.Save(SENT.withState(new RefundState.Succeeded(ID, ROW.fee(), NOW))));
    }

    @Test
    void isMadeAgainOnlyWhenARefundBySomebodyElseFailed() {
        Step step = RefundRules.looked(SENT, List.of(paidBack(PaidBack.Status.SUCCEEDED, false)), NOW);

        assertThat(saved(step).state())
                .isEqualTo(new RefundState.Manual(ManualReason.REFUNDED_BY_OTHERS, Optional.empty(), NOW));
        Instant due = NOW.plus(RefundRules.FIRST_LOOK);
        assertThat(RefundRules.looked(SENT, List.of(paidBack(PaidBack.Status.FAILED, false)), due))
                .isInstanceOf(Step.Send.class);
    }

    @Test
    void takesOneThatDidNotFailBeforeOneThatDid() {
        PaidBack failed = new PaidBack(new RefundId("re_0"), ROW.charge(), ROW.fee(), PaidBack.Status.FAILED, true);

        Step step = RefundRules.looked(SENT, List.of(failed, paidBack(PaidBack.Status.SUCCEEDED, true)), NOW);

        assertThat(saved(step).state()).isInstanceOf(RefundState.Succeeded.class);
    }

    @Test
    void goesToPeopleWhenItFailsEvenDaysAfterItSucceeded() {
        assertThat(reason(RefundRules.settled(SENT, paidBack(PaidBack.Status.FAILED, true), NOW)))
                .contains(ManualReason.REFUND_FAILED);
        Refund succeeded = ROW.withState(new RefundState.Succeeded(ID, ROW.fee(), NOW));
        assertThat(reason(RefundRules.settled(succeeded, paidBack(PaidBack.Status.FAILED, true), LATER)))
                .contains(ManualReason.REFUND_FAILED);
    }

    @Test
    void isLookedUpWhileItIsPendingAndBecomesManualInTheEnd() {
        Refund pending = RefundRules.settled(SENT, paidBack(PaidBack.Status.PENDING, true), NOW);
        Instant end = NOW.plus(RefundRules.PENDING_MAX);

        assertThat(pending.state()).isInstanceOf(RefundState.Pending.class);
        assertThat(RefundRules.settled(pending, paidBack(PaidBack.Status.PENDING, true), end.minusNanos(1))
                        .state())
                .isInstanceOf(RefundState.Pending.class);
        assertThat(reason(RefundRules.settled(pending, paidBack(PaidBack.Status.PENDING, true), end)))
                .contains(ManualReason.PENDING_TOO_LONG);
        assertThat(reason(RefundRules.unanswered(pending, end))).contains(ManualReason.PENDING_TOO_LONG);
    }

    @Test
    void isLookedUpLaterWhileItIsPendingAndNotListed() {
        Refund pending = ROW.withState(new RefundState.Pending(ID, NOW, NOW, false));
        Instant end = NOW.plus(RefundRules.PENDING_MAX);
        Instant before = end.minusNanos(1);

        assertThat(RefundRules.looked(pending, List.of(), before))
                .isEqualTo(new Step.Save(
                        pending.withState(new RefundState.Pending(ID, NOW, before.plus(Duration.ofHours(1)), false))));
        assertThat(reason(saved(RefundRules.looked(pending, List.of(), end)))).contains(ManualReason.PENDING_TOO_LONG);
    }

    static List<RefundState> statesThatAreNotUnderWay() {
        return List.of(
                new RefundState.Intent(Trigger.REFUNDS_BEGIN, LATER),
                new RefundState.Succeeded(ID, ROW.fee(), NOW),
                new RefundState.Manual(ManualReason.UNCERTAIN, Optional.empty(), NOW),
                new RefundState.Resolved(ManualReason.UNCERTAIN, SampleOperators.named("Ada"), "paid by hand", NOW));
    }

    /** A word of the payment service may come late, and an answer for a row that another worker has changed. */
    @ParameterizedTest
    @MethodSource("statesThatAreNotUnderWay")
    void staysAsItIsWhileItIsNotUnderWay(RefundState state) {
        Refund row = ROW.withState(state);

        assertThat(RefundRules.looked(row, List.of(), LATER)).isEqualTo(new Step.Nothing());
        assertThat(RefundRules.unanswered(row, LATER)).isEqualTo(row);
        assertThat(RefundRules.settled(row, paidBack(PaidBack.Status.PENDING, true), LATER))
                .isEqualTo(row);
    }

    @Test
    void isLookedAtWhenTheServiceSaysThatItWasGivenBackAlready() {
        assertThat(RefundRules.answered(SENT, new PaymentService.Answer.AlreadyRefunded(), NOW))
                .isEqualTo(new Step.Look());
    }

    @ParameterizedTest
    @EnumSource(names = {"UNKNOWN_CHARGE", "ANOTHER_ACCOUNT", "REFUSED"})
    void goesToPeopleWithTheReasonWhenItIsRefused(ManualReason why) {
        Step step = RefundRules.answered(SENT, new PaymentService.Answer.Refused(why), NOW);

        assertThat(reason(saved(step))).contains(why);
    }

    @Test
    void staysWithPeopleWhateverIsHeardOfIt() {
        assertThat(RefundRules.settled(MANUAL, paidBack(PaidBack.Status.SUCCEEDED, true), LATER))
                .isEqualTo(MANUAL);
        assertThat(RefundRules.next(MANUAL, NOW, LATER)).isEqualTo(new Step.Nothing());
    }

    @Test
    void isResolvedByPeopleAndOnlyWhereTheyWereAsked() {
        assertThat(RefundRules.resolved(MANUAL, SampleOperators.named("Ada"), "paid by hand", LATER)
                        .orElseThrow()
                        .state())
                .isEqualTo(new RefundState.Resolved(
                        ManualReason.UNCERTAIN, SampleOperators.named("Ada"), "paid by hand", LATER));
        assertThat(RefundRules.resolved(SENT, SampleOperators.named("Ada"), "paid by hand", LATER))
                .isEmpty();
    }

    @Test
    void isUncertainFromTheFirstRequestUntilItsOutcomeIsKnown() {
        Instant hourAgo = NOW.minus(Duration.ofHours(1));
        Refund pending = ROW.withState(new RefundState.Pending(ID, NOW, LATER, false));
        Refund unmade = ROW.withState(new RefundState.Sent(hourAgo, 0, LATER));

        assertThat(RefundRules.uncertain(sent(hourAgo), pending, NOW)).contains(Duration.ofHours(1));
        assertThat(RefundRules.uncertain(sent(hourAgo), sent(hourAgo), NOW)).isEmpty();
        assertThat(RefundRules.uncertain(unmade, pending, NOW)).isEmpty();
        assertThat(RefundRules.uncertain(pending, ROW.withState(new RefundState.Succeeded(ID, ROW.fee(), NOW)), NOW))
                .isEmpty();
    }

    private static Refund sent(Instant firstAt) {
        return ROW.withState(new RefundState.Sent(firstAt, 1, firstAt.plus(RefundRules.FIRST_LOOK)));
    }

    private static PaidBack paidBack(PaidBack.Status status, boolean ours) {
        return new PaidBack(ID, ROW.charge(), ROW.fee(), status, ours);
    }

    private static Refund saved(Step step) {
        return ((Step.Save) step).changed();
    }

    private static Optional<ManualReason> reason(Refund refund) {
        return refund.state() instanceof RefundState.Manual manual ? Optional.of(manual.reason()) : Optional.empty();
    }
}
