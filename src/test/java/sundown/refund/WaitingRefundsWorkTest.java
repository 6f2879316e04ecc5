package sundown.refund;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.InMemoryAccountStore;
import sundown.account.Membership.ChargeId;
import sundown.account.Money;
import sundown.account.PaidThrough;
import sundown.account.UserId;
import sundown.edge.InMemoryQueue;
import sundown.edge.LogRecords;
import sundown.edge.QueueEvent;
import sundown.failure.PermanentFailure;
import sundown.job.ChunkMessage;
import sundown.job.ChunkWorker;
import sundown.job.GroupUsers.GroupChunks;
import sundown.job.InMemoryJobStore;
import sundown.job.Job.JobId;
import sundown.job.JobRules;
import sundown.membership.InMemoryMembershipStore;
import sundown.membership.MembershipFunctions;
import sundown.metrics.Measurements;
import sundown.milestone.Milestone;
import sundown.milestone.MilestoneFunctions;
import sundown.operator.SampleOperators;
import sundown.refund.PaymentService.RefundId;
import sundown.refund.RefundLedger.Refund;
import sundown.refund.RefundLedger.Refund.Trigger;
import sundown.refund.RefundState.ManualReason;
import sundown.runtime.Death;
import sundown.runtime.ManualClock;
import sundown.runtime.ObservedPort;
import sundown.sweep.Sweeps;
import sundown.timeline.Dates;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.InMemoryTimelineStore;
import sundown.timeline.Timeline;

/** What the refund date of a group brings. */
class WaitingRefundsWorkTest {
    private static final GroupId OTHER = new GroupId("2");
    private static final Group GROUP =
            new InMemoryTimelineStore().inForce().groups().getFirst();
    private static final Instant NOW = GROUP.dates().refundBy();
    private static final Instant LATER = NOW.plus(Duration.ofDays(30));
    /** Other than the ledger's parts: this job goes through the ledger. */
    private static final GroupChunks OF_USERS = new GroupChunks(3);

    private static final JobId JOB = new JobId("refunds", GROUP.id());

    private final ManualClock clock = new ManualClock(NOW);
    private final InMemoryAccountStore accounts = new InMemoryAccountStore();
    private final InMemoryMembershipStore memberships = new InMemoryMembershipStore(accounts);
    private final InMemoryTimelineStore timelines = new InMemoryTimelineStore();
    private final InMemoryJobStore jobs = new InMemoryJobStore();
    private final InMemoryRefundLedger ledger = new InMemoryRefundLedger();
    private final InMemoryQueue<ChunkMessage> chunks =
            new InMemoryQueue<>(clock, new Random(1), Duration.ofMinutes(12), 5);
    private final InMemoryQueue<RefundMessage> queue =
            new InMemoryQueue<>(clock, new Random(1), Duration.ofMinutes(3), 5);
    private ObservedPort.Observer observer;
    private final Map<String, Integer> calls = new ConcurrentHashMap<>();

    @BeforeEach
    void leaveTheOtherGroupsWaiting() {
        date(group -> !group.id().equals(GROUP.id()), LATER.plus(Duration.ofDays(1)));
    }

    @Test
    void comesAtTheRefundDate() {
        MembershipFunctions functions = over(ObservedPort.Observer.NONE);
        assertThat(MilestoneFunctions.MILESTONES.all().stream().filter(functions.dates()::actsAt))
                .containsExactly(Milestone.Fixed.REFUNDS_BEGIN);
    }

    @Test
    void beginsOnceAndNotesTheDate() {
        MembershipFunctions functions = over(ObservedPort.Observer.NONE);
        functions.dates().act(GROUP);
        assertThat(chunks.size()).isEqualTo(RefundLedger.PARTS);
        clock.advance(Duration.ofMinutes(1));
        assertThat(functions.dates().run(Sweeps.run(clock))).isZero();
        assertThat(chunks.size()).isEqualTo(RefundLedger.PARTS);
    }

    /** It was moved later after a run, so that a fee waits for the later date, and then before the run. */
    @Test
    void sendsAgainWhenTheDateIsMovedLaterAndBack() {
        act();
        Refund waiting = row("ch_1", GROUP.id(), LATER);
        date(group -> group.id().equals(GROUP.id()), NOW.minusSeconds(60));
        clock.advance(Duration.ofDays(1));
        act();
        assertThat(sentFor()).containsExactly(waiting.user());
        assertThat(due()).isEqualTo(1);
    }

    @Test
    void isBegunByTheSweepWhereNothingElseActed() {
        MembershipFunctions functions = over(ObservedPort.Observer.NONE);
        clock.advance(Duration.ofNanos(-1));
        assertThat(functions.dates().run(Sweeps.run(clock))).isZero();
        clock.advance(Duration.ofNanos(1));
        assertThat(functions.dates().run(Sweeps.run(clock))).isEqualTo(RefundLedger.PARTS);
    }

    @Test
    void sendsLateChunksAgain() {
        row("ch_1", GROUP.id(), NOW);
        MembershipFunctions functions = over(ObservedPort.Observer.NONE);
        functions.dates().run(Sweeps.run(clock));
        chunks.takeAll();
        clock.advance(JobRules.SILENCE_MAX);
        assertThat(functions.dates().run(Sweeps.run(clock))).isEqualTo(RefundLedger.PARTS);
        work(functions);
        assertThat(sentFor()).hasSize(1);
    }

    /** The date was moved to a later day after the run had begun. */
    @Test
    void dropsMessagesOfADateThatHasNotCome() {
        Refund waiting = row("ch_1", GROUP.id(), LATER);
        MembershipFunctions functions = over(ObservedPort.Observer.NONE);
        functions.dates().run(Sweeps.run(clock));
        date(group -> group.id().equals(GROUP.id()), LATER);
        work(functions);
        assertThat(ledger.all()).containsExactly(waiting);
        assertThat(sentFor()).isEmpty();

        clock.advance(Duration.between(NOW, LATER));
        sweep(functions);
        assertThat(sentFor()).containsExactly(waiting.user());
    }

    @Test
    void bringsForwardWhatWaitsForALaterDate() {
        Refund waiting = row("ch_1", GROUP.id(), LATER);
        act();
        assertThat(ledger.all()).containsExactly(waiting.withState(dueAt(NOW)).saved());
        assertThat(ledger.listDue(NOW, 10)).containsExactly(waiting.charge());
    }

    @Test
    void writesNothingInTheUsualCase() {
        row("ch_1", GROUP.id(), NOW);
        row("ch_2", OTHER, LATER);
        row("ch_3", GROUP.id(), NOW.minusSeconds(1));
        act();
        assertThat(calls.keySet())
                .filteredOn(call -> call.startsWith("RefundLedger"))
                .containsExactlyInAnyOrder("RefundLedger.listInState", "RefundLedger.listDue", "RefundLedger.find");
    }

    @Test
    void doesNothingTheSecondTime() {
        row("ch_1", GROUP.id(), LATER);
        act();
        List<Refund> after = ledger.all();
        clock.advance(Duration.ofMinutes(1));
        act();
        assertThat(ledger.all()).isEqualTo(after);
    }

    @Test
    void sendsForEverybodyInEveryChunk() {
        rows(20 * ChunkWorker.PAGE_USERS);
        act();
        assertThat(sentFor()).doesNotHaveDuplicates().hasSize(20 * ChunkWorker.PAGE_USERS);
        assertThat(due()).isEqualTo(20 * ChunkWorker.PAGE_USERS);
        assertThat(jobs.find(JOB).orElseThrow().left()).isEmpty();
    }

    /** A row that cannot be saved is named in the chunk, and is in nobody's way. */
    @Test
    void setsAsideARowThatCannotBeSavedAndAlarms() {
        rows(3);
        MembershipFunctions functions = over(ObservedPort.before("RefundLedger.save", () -> {
            if (calls.merge("saves", 1, Integer::sum) == 1) {
                throw new PermanentFailure("the row cannot be saved", null);
            }
        }));
        try (LogRecords log = LogRecords.of(WaitingRefundsWork.class);
                Measurements measurements = new Measurements()) {
            sweep(functions);
            assertThat(measurements.faults()).containsExactly("ManualMemberships");
            assertThat(log.lines())
                    .singleElement()
                    .satisfies(line -> assertThat(line)
                            .startsWith("ERROR")
                            .contains("needs people")
                            .doesNotContain("ch_"));
        }
        assertThat(sentFor()).hasSize(2);
        clock.advance(JobRules.SILENCE_MAX);
        sweep(functions);
        assertThat(sentFor()).hasSize(1);
        assertThat(due()).isEqualTo(3);
    }

    @Test
    void sendsForThoseOfTheGroupWhoWaitAndForNobodyElse() {
        Refund waiting = row("ch_1", GROUP.id(), NOW);
        Refund later = row("ch_2", GROUP.id(), LATER);
        row("ch_3", OTHER, NOW);
        Refund hastened = hastened("ch_4");
        Stream.of(
                        new RefundState.Sent(NOW, 1, NOW),
                        new RefundState.Pending(new RefundId("re_1"), NOW, NOW, false),
                        new RefundState.Succeeded(new RefundId("re_1"), Money.of(1_200, "EUR"), NOW),
                        new RefundState.Manual(ManualReason.UNCERTAIN, Optional.empty(), NOW),
                        new RefundState.Resolved(ManualReason.UNCERTAIN, SampleOperators.named("Ada"), "paid", NOW))
                .forEach(
                        state -> save(row("ch_" + state.name(), GROUP.id(), NOW).withState(state)));

        act();

        assertThat(sentFor()).containsExactlyInAnyOrder(waiting.user(), later.user(), hastened.user());
        assertThat(ledger.find(hastened.charge())).contains(hastened);
    }

    @Test
    void saysWhatMakesTheRefundDue() {
        row("ch_1", GROUP.id(), NOW);
        act();
        assertThat(messages()).extracting(RefundMessage::trigger).containsExactly(Trigger.REFUNDS_BEGIN);
    }

    @Tag("thorough")
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void sendsForEverybodyWhereverAWorkerDies(boolean after) {
        long calls = Death.atEachCall(
                after,
                WaitingRefundsWorkTest::fiveThatWait,
                (waiting, observer) -> waiting.observer = observer,
                waiting -> waiting.sweep(waiting.over(waiting.observer)),
                waiting -> {
                    waiting.clock.advance(JobRules.SILENCE_MAX);
                    waiting.act();
                    assertThat(waiting.due()).isEqualTo(5);
                    assertThat(new HashSet<>(waiting.sentFor())).hasSize(5);
                });
        assertThat(calls).isGreaterThan(19);
    }

    private static WaitingRefundsWorkTest fiveThatWait() {
        WaitingRefundsWorkTest waiting = new WaitingRefundsWorkTest();
        waiting.leaveTheOtherGroupsWaiting();
        waiting.rows(5);
        return waiting;
    }

    @Test
    void leavesWhatSomebodyElseHasSentMeanwhile() {
        Refund waiting = row("ch_1", GROUP.id(), LATER);
        Refund sent = waiting.withState(new RefundState.Sent(NOW, 1, NOW.plusSeconds(120)));
        MembershipFunctions functions = over(ObservedPort.after("RefundLedger.find", () -> ledger.save(sent)));
        sweep(functions);
        assertThat(ledger.all()).containsExactly(sent.saved());
        assertThat(sentFor()).isEmpty();
    }

    @Test
    void bringsForwardWhatSomebodyElseHasMovedMeanwhile() {
        Refund waiting = row("ch_1", GROUP.id(), LATER);
        Refund moved = waiting.withState(dueAt(LATER.plusSeconds(1)));
        MembershipFunctions functions = over(ObservedPort.after("RefundLedger.find", () -> ledger.save(moved)));
        sweep(functions);
        assertThat(due()).isEqualTo(1);
        assertThat(sentFor()).containsExactly(waiting.user());
    }

    private void act() {
        MembershipFunctions functions = over(call -> calls.merge(call, 1, Integer::sum));
        functions.dates().act(GROUP);
        sweep(functions);
    }

    private void sweep(MembershipFunctions functions) {
        functions.dates().run(Sweeps.run(clock));
        work(functions);
    }

    private void work(MembershipFunctions functions) {
        chunks.work(event -> {
            QueueEvent.Answer answer = functions.cancel().handle(event);
            assertThat(answer.batchItemFailures()).isEmpty();
            return answer;
        });
    }

    private MembershipFunctions over(ObservedPort.Observer observer) {
        MembershipFunctions.Ports ports = new MembershipFunctions.Ports(
                accounts,
                memberships,
                memberships,
                timelines,
                jobs,
                chunks,
                ledger,
                queue,
                new InMemoryCancellationLedger(),
                new InMemoryPaymentService(clock));
        return MembershipFunctions.over(ObservedPort.all(ports, observer), OF_USERS, clock);
    }

    private void date(Predicate<Group> moved, Instant refundBy) {
        Timeline timeline = timelines.inForce();
        timelines.put(new Timeline(
                timeline.version() + 1,
                timeline.exempt(),
                timeline.groups().stream()
                        .map(group -> moved.test(group) ? refundedBy(group, refundBy) : group)
                        .toList()));
    }

    private static Group refundedBy(Group group, Instant refundBy) {
        Dates dates = group.dates();
        return new Group(
                group.id(), group.regions(), new Dates(dates.notice(), dates.exportsOpen(), dates.close(), refundBy));
    }

    private void rows(int count) {
        IntStream.range(0, count).forEach(number -> row("ch_%04d".formatted(number), GROUP.id(), LATER));
    }

    private Refund row(String charge, GroupId group, Instant dueAt) {
        return ledger.open(new Refund(
                new ChargeId(charge),
                new UserId("member-" + charge),
                group,
                Money.of(1_200, "EUR"),
                PaidThrough.STRIPE,
                Optional.empty(),
                dueAt(dueAt),
                NOW.minusSeconds(60),
                0));
    }

    private Refund hastened(String charge) {
        return save(row(charge, GROUP.id(), LATER).withState(new RefundState.Intent(Trigger.TRANSFER_FINISHED, NOW)));
    }

    private Refund save(Refund refund) {
        return ledger.save(refund).orElseThrow();
    }

    /** Takes all messages from the queue. */
    private List<UserId> sentFor() {
        return messages().stream().map(RefundMessage::user).toList();
    }

    private List<RefundMessage> messages() {
        return queue.takeAll().stream().map(RefundMessage::read).toList();
    }

    private int due() {
        return ledger.listDue(clock.instant(), Integer.MAX_VALUE).size();
    }

    private static RefundState dueAt(Instant instant) {
        return new RefundState.Intent(Trigger.REFUNDS_BEGIN, instant);
    }
}
