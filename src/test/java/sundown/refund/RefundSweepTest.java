package sundown.refund;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sundown.account.Account;
import sundown.account.Membership;
import sundown.account.Membership.ChargeId;
import sundown.account.PaidThrough;
import sundown.account.Region;
import sundown.account.UserId;
import sundown.edge.Correlation;
import sundown.edge.Forwarding;
import sundown.edge.QueueEvents;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.refund.PaymentBreaker.PaymentOutcome;
import sundown.refund.PaymentService.PaidBack;
import sundown.refund.PaymentService.RefundId;
import sundown.refund.RefundLedger.Refund;
import sundown.refund.RefundLedger.Refund.Trigger;
import sundown.sweep.RunSweepTaskFunction;
import sundown.sweep.SeveralAtOnce;
import sundown.sweep.Sweeps;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.Timeline;

/** The sweep of the refunds when the payment service is slow, or silent. */
// Forwarding calls the fronts by their names.
@SuppressWarnings({"EffectivelyPrivate", "UnusedMethod", "UnusedVariable"})
class RefundSweepTest {
    private static final int MEMBERS = 200;

    /** What a worker of the sweep has. */
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final Functions functions = new Functions();
    private int calls;

    @Test
    void bringsEveryRowToPeopleWhenTheServiceIsSilentForADay() {
        IntStream.range(0, MEMBERS).forEach(this::asked);
        functions.clock.moveTo(Functions.NOW.plus(RefundRules.UNCERTAIN_MAX));
        Instant began = functions.clock.instant();

        functions.sweep(silent());

        assertThat(functions.ledger.all()).hasSize(MEMBERS).allMatch(row -> row.state() instanceof RefundState.Manual);
        assertThat(calls).isLessThan(5);
        assertThat(Duration.between(began, functions.clock.instant())).isLessThan(TIMEOUT);
    }

    @Test
    void leavesWhatIsNotYetAskedForDueWhileTheServiceIsSilent() {
        due(MEMBERS);

        functions.sweep(silent());
        assertThat(functions.ledger.all().stream().filter(row -> row.state() instanceof RefundState.Intent))
                .hasSizeGreaterThan(MEMBERS - 10);

        functions.pass(Duration.ofHours(2), Duration.ofMinutes(1));
        assertThat(functions.ledger.all()).allMatch(row -> row.state() instanceof RefundState.Succeeded);
    }

    @Test
    void goesOnAtOneServiceWhileTheOtherIsSilent() {
        InMemoryPaymentService play = new InMemoryPaymentService(functions.clock, PaidThrough.GOOGLE_PLAY);
        RefundFunctions both = RefundFunctions.over(
                new RefundFunctions.Ports(
                        functions.accounts,
                        functions.timelines,
                        functions.ledger,
                        functions.queue,
                        functions.payments,
                        functions.cancellations),
                new PaymentServices(List.of(functions.payments, play)),
                functions.clock);
        List<UserId> atStripe = functions.members(5);
        List<UserId> atPlay = IntStream.range(0, 5)
                .mapToObj(number -> new UserId("p" + number))
                .toList();
        atPlay.forEach(user -> payAtPlay(play, user));
        functions.payments.setDown(true);

        Stream.concat(atStripe.stream(), atPlay.stream().limit(2)).forEach(user -> issue(both, user));
        assertThat(states(PaidThrough.GOOGLE_PLAY))
                .as("the circuit of the other service is closed")
                .hasSize(2)
                .containsOnly(RefundState.StateName.SUCCEEDED);
        assertThat(states(PaidThrough.STRIPE)).contains(RefundState.StateName.INTENT);

        atPlay.forEach(user -> functions.ledger.open(RefundRules.hastened(
                        RefundRules.intent(user, indian(), membership(user), functions.clock.instant()),
                        Trigger.TRANSFER_FINISHED,
                        functions.clock.instant())
                .orElseThrow()));
        Sweeps.sweep(List.of(both.round()), functions.clock);
        assertThat(states(PaidThrough.GOOGLE_PLAY)).hasSize(5).containsOnly(RefundState.StateName.SUCCEEDED);
        assertThat(states(PaidThrough.STRIPE)).doesNotContain(RefundState.StateName.SUCCEEDED);
    }

    private void payAtPlay(InMemoryPaymentService play, UserId user) {
        Membership paid = new Membership(
                        new ChargeId("GPA." + user.value()), Functions.FEE, Functions.NOW, Optional.empty())
                .paid(PaidThrough.GOOGLE_PLAY, Optional.empty());
        play.charge(paid.charge(), paid.fee());
        functions.accounts.put(new Account(user, new Region("IN")).with(paid));
    }

    private Membership membership(UserId user) {
        return functions.accounts.find(user).flatMap(Account::membership).orElseThrow();
    }

    private Group indian() {
        return functions.timelines.inForce().groupOf(new Region("IN")).orElseThrow();
    }

    private static void issue(RefundFunctions to, UserId user) {
        to.issue()
                .handle(QueueEvents.of(
                        new RefundMessage(user, Trigger.TRANSFER_FINISHED, new Correlation("call-1")).write()));
    }

    private List<RefundState.StateName> states(PaidThrough through) {
        return functions.ledger.all().stream()
                .filter(row -> row.through() == through)
                .map(row -> row.state().name())
                .toList();
    }

    /** At a refund date many more refunds are due than a sweep can process. */
    @Test
    void bringsToPeopleWhatIsUnderWayHoweverManyWait() {
        IntStream.range(0, 1_000).forEach(this::waiting);
        asked(1_000);
        functions.clock.moveTo(Functions.REFUND_BY);

        functions.sweep();

        assertThat(state(1_000)).isInstanceOf(RefundState.Manual.class);
    }

    /** Banks take days: many refunds are pending, each is looked up repeatedly, and all of them wait longer. */
    @Test
    void makesUncertainRefundsManualHoweverManyArePending() {
        IntStream.range(0, MEMBERS).forEach(this::inHand);
        asked(MEMBERS);
        functions.clock.moveTo(Functions.NOW.plus(RefundRules.UNCERTAIN_MAX));

        functions.sweep(slow());

        assertThat(state(MEMBERS)).isInstanceOf(RefundState.Manual.class);
    }

    /** After a lost message only the sweep refunds a fee; a pending refund also ends through a webhook. */
    @Test
    void sendsWhatIsDueHoweverManyArePending() {
        IntStream.range(0, MEMBERS).forEach(this::inHand);
        waiting(MEMBERS);
        functions.clock.moveTo(Functions.REFUND_BY);

        functions.sweep(slow());

        assertThat(state(MEMBERS)).isInstanceOf(RefundState.Succeeded.class);
    }

    /** Here one after the other; an operator is told that the sweep alone gives back about 750 a minute. */
    @Test
    void beginsNothingMoreWhenItsTimeIsOverAndTheServiceIsSlow() {
        due(MEMBERS);
        Instant began = functions.clock.instant();

        functions.sweep(slow());

        assertThat(Duration.between(began, functions.clock.instant()))
                .isLessThan(RunSweepTaskFunction.RUN_MAX.plusSeconds(10));
        assertThat(calls).isBetween(70, 80);
    }

    @Test
    void handlesSeveralAtOnceAndEachOnce() {
        IntStream.rangeClosed(0, MEMBERS).forEach(this::waiting);
        functions.clock.moveTo(Functions.REFUND_BY);
        CyclicBarrier together = new CyclicBarrier(SeveralAtOnce.CONCURRENT_MAX);
        AtomicBoolean isFirst = new AtomicBoolean(true);

        functions.sweepWithThreads(asking(charge -> {
            // That one is asked for alone.
            if (!isFirst.getAndSet(false)) {
                await(together);
            }
        }));

        assertThat(functions.ledger.all()).allMatch(row -> row.state() instanceof RefundState.Succeeded);
        assertThat(IntStream.rangeClosed(0, MEMBERS))
                .allSatisfy(number ->
                        assertThat(functions.payments.refunds(charge(number))).hasSize(1));
    }

    @Test
    void fulfilsTheOthersWhenOneFailsUnexpectedlyAndThenFails() {
        due(MEMBERS);

        ReportingService failing = asking(charge -> {
            if (charge.equals(charge(MEMBERS / 2))) {
                throw new IllegalStateException("a bug");
            }
        });
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> functions.sweepWithThreads(failing))
                .withMessage("1 of its messages failed unexpectedly");

        assertThat(succeeded()).isEqualTo(MEMBERS - 1);
    }

    @Test
    void fulfilsTheOthersWhenMoreCannotBeReadThanAreReadAtOnce() {
        IntStream.rangeClosed(0, RefundSweep.REFUNDS_PER_RUN).forEach(this::waiting);
        functions.clock.moveTo(Functions.REFUND_BY);
        ChargeId last = functions
                .ledger
                .listDue(functions.clock.instant(), RefundSweep.REFUNDS_PER_RUN + 1)
                .getLast();

        functions.sweep(readable(last::equals), functions.payments);

        assertThat(functions.ledger.find(last).orElseThrow().state()).isInstanceOf(RefundState.Succeeded.class);
    }

    @Test
    void refundsAtOnceWhatBelongsToAGroupThatIsNotInTheTimelineAnyMore() {
        waiting(0);
        functions.clock.moveTo(Functions.REFUND_BY);
        Timeline timeline = functions.timelines.inForce();
        functions.timelines.put(new Timeline(
                timeline.version() + 1,
                timeline.exempt(),
                timeline.groups().stream()
                        .filter(group -> !group.id().equals(new GroupId("1")))
                        .toList()));

        functions.sweep();

        assertThat(state(0)).isInstanceOf(RefundState.Succeeded.class);
    }

    @Test
    void refundsNothingWhileNothingIsAnnounced() {
        waiting(0);
        functions.clock.moveTo(Functions.REFUND_BY);
        functions.timelines.put(Timeline.NOT_ANNOUNCED);

        functions.sweep();

        assertThat(state(0)).isInstanceOf(RefundState.Intent.class);
    }

    /** A row that cannot be read tells nothing of the service. After such rows the task runs once more. */
    @Test
    void noticesThatTheServiceIsSilentThoughRowsBetweenCannotBeRead() {
        due(MEMBERS);
        List<ChargeId> due = functions.ledger.listDue(functions.clock.instant(), MEMBERS);
        AtomicInteger asked = new AtomicInteger();

        functions.sweep(readable(charge -> due.indexOf(charge) % 2 == 0), asking(charge -> {
            asked.incrementAndGet();
            throw new RetryableFailure("no answer");
        }));

        assertThat(asked.get()).isLessThanOrEqualTo(2 * PaymentBreaker.SILENCE_FAILURES);
    }

    private RefundLedger readable(Predicate<ChargeId> rows) {
        return Forwarding.to(RefundLedger.class, functions.ledger, real -> new Object() {
            public Optional<Refund> find(ChargeId charge) {
                if (!rows.test(charge)) {
                    throw new PermanentFailure("a row cannot be read", null);
                }
                return real.find(charge);
            }
        });
    }

    @Test
    void looksAfterTheOthersWhenOneChargeAloneIsAnsweredBadly() {
        due(MEMBERS);

        functions.sweep(asking(charge -> {
            if (charge.equals(charge(0))) {
                throw new RetryableFailure("no answer");
            }
        }));

        assertThat(succeeded()).isEqualTo(MEMBERS - 1);
    }

    /** The row is read before it is postponed, and another worker may have gone on with it. */
    @Test
    void leavesARowAloneThatIsNotDueAnyMore() {
        due(1);
        Instant now = functions.clock.instant();
        Refund due = functions.ledger.find(charge(0)).orElseThrow();
        Refund later = functions
                .ledger
                .save(due.withState(new RefundState.Sent(now, 1, now.plusSeconds(60))))
                .orElseThrow();

        assertThat(worker().leave(later)).isEqualTo(PaymentOutcome.NOTHING);
        assertThat(functions.ledger.find(charge(0))).contains(later);
    }

    /** The payment service was not asked, so it may be silent. */
    @Test
    void takesAPostponedDateForNoAnswer() {
        Refund early = functions.ledger.open(new Refund(
                charge(0),
                new UserId("u1"),
                new GroupId("1"),
                Functions.FEE,
                PaidThrough.STRIPE,
                Optional.empty(),
                new RefundState.Intent(Trigger.REFUNDS_BEGIN, Functions.NOW),
                Functions.NOW,
                0));

        assertThat(worker().advance(early)).isEqualTo(PaymentOutcome.POSTPONED);
        assertThat(state(0)).isEqualTo(new RefundState.Intent(Trigger.REFUNDS_BEGIN, Functions.REFUND_BY));
    }

    private RefundWorker worker() {
        return new RefundWorker(
                functions.ledger,
                new PaymentServices(List.of(functions.payments)),
                functions.timelines,
                functions.clock);
    }

    @Test
    void isNotSilentWhenItAnswersBetweenTwoFailures() {
        due(MEMBERS);
        List<ChargeId> due = functions.ledger.listDue(functions.clock.instant(), MEMBERS);
        ReportingService service = asking(charge -> {
            if (due.indexOf(charge) % 10 == 5) {
                throw new RetryableFailure("no answer");
            }
        });

        assertThat(functions.round(service).run(Sweeps.run(functions.clock))).isEqualTo(MEMBERS - MEMBERS / 10);
    }

    @Test
    void sendsNobodyToPeopleWhoseChargeCannotBeReadBecauseNothingWasSent() {
        due(3);
        ReportingService unreadable = Forwarding.to(ReportingService.class, functions.payments, real -> new Object() {
            public Optional<PaymentService.Charge> charge(ChargeId charge) {
                throw new RetryableFailure("no answer");
            }

            public PaymentService.Answer refund(ChargeId charge, Instant firstAt) {
                throw new AssertionError("a request for a charge that cannot be read");
            }
        });
        for (int hour = 0; hour < 2 * RefundRules.UNCERTAIN_MAX.toHours(); hour++) {
            functions.sweep(unreadable);
            functions.clock.advance(Duration.ofHours(1));
        }
        assertThat(functions.ledger.all())
                .noneMatch(row -> row.state() instanceof RefundState.Manual)
                .anyMatch(row -> row.state() instanceof RefundState.Sent sent && sent.unmade());

        functions.pass(Duration.ofHours(2), Duration.ofMinutes(1));
        assertThat(succeeded()).isEqualTo(3);
    }

    /** A wire to the service takes days. */
    @Test
    void sendsNobodyToPeopleWhileTheServiceHasNoMoneyAndGivesAllBackOnceItHas() {
        due(MEMBERS);
        functions.payments.setBalanceEmpty(true);

        functions.pass(Duration.ofDays(3), Duration.ofMinutes(5));
        assertThat(functions.ledger.all())
                .allMatch(row -> row.state() instanceof RefundState.Intent || row.state() instanceof RefundState.Sent);

        functions.payments.setBalanceEmpty(false);
        functions.pass(Duration.ofHours(2), Duration.ofMinutes(1));
        assertThat(functions.ledger.all()).allMatch(row -> row.state() instanceof RefundState.Succeeded);
    }

    @Test
    void asksForFewWhileTheServiceHasNoMoney() {
        due(MEMBERS);
        functions.payments.setBalanceEmpty(true);

        functions.sweepWithThreads(functions.payments);

        assertThat(functions.ledger.all().stream().filter(row -> row.state() instanceof RefundState.Sent))
                .hasSize(PaymentBreaker.SILENCE_FAILURES);
    }

    /** Where fewer come than are waited for, the test fails. */
    private static void await(CyclicBarrier together) {
        try {
            together.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
            throw new IllegalStateException(alone);
        }
    }

    private void asked(int number) {
        save(waiting(number)
                .withState(new RefundState.Sent(Functions.NOW, 3, Functions.NOW.plus(RefundRules.UNCERTAIN_MAX))));
    }

    private void inHand(int number) {
        save(waiting(number)
                .withState(new RefundState.Pending(
                        new RefundId("re_member_" + number),
                        Functions.NOW,
                        Functions.NOW.plus(Duration.ofHours(6)),
                        false)));
    }

    private Refund waiting(int number) {
        UserId user = new UserId("member-" + number);
        functions.member(user, "IN", charge(number), Functions.FEE);
        return save(new Refund(
                charge(number),
                user,
                new GroupId("1"),
                Functions.FEE,
                PaidThrough.STRIPE,
                Optional.empty(),
                new RefundState.Intent(Trigger.REFUNDS_BEGIN, Functions.REFUND_BY),
                Functions.NOW,
                0));
    }

    /** An answer is held back until another request is made beside it, or for long enough to see that none is. */
    @Test
    void asksForOneRefundAtATimeUntilItKnowsWhetherTheServiceAnswers() {
        due(MEMBERS);
        CountDownLatch two = new CountDownLatch(2);
        AtomicInteger asked = new AtomicInteger();

        functions.sweepWithThreads(Forwarding.to(ReportingService.class, functions.payments, real -> new Object() {
            public PaymentService.Answer refund(ChargeId charge, Instant firstAt) throws InterruptedException {
                two.countDown();
                if (asked.incrementAndGet() == 1 && two.await(300, TimeUnit.MILLISECONDS)) {
                    throw new AssertionError("two requests at once");
                }
                throw new RetryableFailure("no answer");
            }
        }));

        assertThat(asked).hasValue(PaymentBreaker.SILENCE_FAILURES);
    }

    /** Something happens before it is asked for a refund. */
    private ReportingService asking(Consumer<ChargeId> before) {
        return Forwarding.to(ReportingService.class, functions.payments, real -> new Object() {
            public PaymentService.Answer refund(ChargeId charge, Instant firstAt) {
                before.accept(charge);
                return real.refund(charge, firstAt);
            }
        });
    }

    private void due(int members) {
        IntStream.range(0, members).forEach(this::waiting);
        functions.clock.moveTo(Functions.REFUND_BY);
    }

    private long succeeded() {
        return functions.ledger.all().stream()
                .filter(row -> row.state() instanceof RefundState.Succeeded)
                .count();
    }

    private Refund save(Refund refund) {
        return functions.ledger.save(refund).orElseThrow();
    }

    private RefundState state(int number) {
        return functions.ledger.find(charge(number)).orElseThrow().state();
    }

    private static ChargeId charge(int number) {
        return new ChargeId("ch_member_" + number);
    }

    /** Every call takes as long as we have patience. */
    private ReportingService silent() {
        return Forwarding.to(ReportingService.class, functions.payments, real -> new Object() {
            public PaymentService.Answer refund(ChargeId charge, Instant firstAt) {
                throw silence();
            }

            public List<PaidBack> refunds(ChargeId charge) {
                throw silence();
            }

            public Optional<PaidBack> refund(RefundId refund) {
                throw silence();
            }
        });
    }

    private RetryableFailure silence() {
        calls++;
        functions.clock.advance(Duration.ofSeconds(10));
        return new RetryableFailure("no answer");
    }

    private void pass() {
        calls++;
        functions.clock.advance(Duration.ofMillis(600));
    }

    private ReportingService slow() {
        return Forwarding.to(ReportingService.class, functions.payments, real -> new Object() {
            public PaymentService.Answer refund(ChargeId charge, Instant firstAt) {
                pass();
                return real.refund(charge, firstAt);
            }

            public List<PaidBack> refunds(ChargeId charge) {
                pass();
                return real.refunds(charge);
            }
        });
    }
}
