package sundown.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.membership.Functions.GROUP;
import static sundown.membership.Functions.OPENING;
import static sundown.membership.Functions.paid;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.Account;
import sundown.account.Membership;
import sundown.account.Membership.ChargeId;
import sundown.account.Region;
import sundown.account.UserId;
import sundown.edge.InMemoryQueue;
import sundown.job.TestChunks;
import sundown.refund.InMemoryPaymentService;
import sundown.refund.RefundFunctions;
import sundown.refund.RefundLedger.Refund;
import sundown.refund.RefundMessage;
import sundown.refund.RefundState;
import sundown.runtime.Another;
import sundown.runtime.Calls;
import sundown.runtime.Death;
import sundown.sweep.Sweeps;
import sundown.timeline.GroupId;

/**
 * A group from its opening until all memberships are cancelled; a second run, at its refund date, finds who was missed.
 */
@Tag("thorough")
class WholeGroupTest {
    private static final int FEW = 4;

    /** Wherever the worker dies, everybody is cancelled in the end, with one row in the ledger. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void survivesADeathAtAnyCall(boolean after) {
        long calls = Death.atEachCall(
                after, () -> group(FEW), Functions::observe, WholeGroupTest::run, WholeGroupTest::endsAllTheSame);
        assertThat(calls).isGreaterThan(16 * 3 + FEW * 3);
    }

    private static void run(Functions functions) {
        functions.sweep();
        functions.work();
    }

    private static void endsAllTheSame(Functions functions) {
        Calls rest = new Calls();
        functions.observe(rest);
        goOn(functions);

        assertThat(functions.queue.deadLetters()).isEmpty();
        assertAllEnded(functions, FEW, "after a death");
        assertThat(rest.of("MembershipStore.cancel")).isLessThanOrEqualTo(FEW);
    }

    /** Whoever acts meanwhile, everybody is cancelled in the end, with one row in the ledger. */
    @Test
    void endsAllTheSameWhateverAnotherDoes() {
        Map<String, Consumer<Functions>> acts = Map.of(
                "works on the same", functions -> functions.queue.bodies().forEach(functions::cancel),
                "sweeps", Functions::sweep,
                "begins another run",
                        functions -> {
                            functions.clock.advance(Duration.ofMinutes(1));
                            functions.jobs.begin(Functions.begun(functions.clock.instant()), functions.clock.instant());
                        });
        long interleavings = Another.act(
                Another.Extent.SOME, acts, () -> group(FEW), Functions::observe, WholeGroupTest::run, functions -> {
                    goOn(functions);
                    assertThat(functions.queue.deadLetters()).isEmpty();
                    assertAllEnded(functions, FEW, "after another");
                });
        assertThat(interleavings).isGreaterThan(100);
    }

    @Test
    void visitsAHundredThousandMembersTwiceWithAtMostTwoWritesEach() {
        int members = 100_000;
        Functions functions = group(members);
        Calls calls = new Calls();
        functions.observe(calls);

        run(functions);
        assertAllEnded(functions, members, "a large group");
        functions.moveToTheRefundDate();
        run(functions);

        assertAllEnded(functions, members, "a large group, once more");
        assertThat(calls.of("AccountStore.find")).isEqualTo(2L * members);
        assertThat(Functions.writesOnMembers(calls)).isLessThanOrEqualTo(2L * members);
        assertThat(functions.refunds.size()).isZero();
    }

    @Test
    void givesEverybodyTheFeeBackAtTheRefundDate() {
        Functions functions = group(FEW);
        InMemoryPaymentService payments = new InMemoryPaymentService(functions.clock);
        IntStream.range(0, FEW)
                .mapToObj(number -> Functions.paid("ch_" + name(number)))
                .forEach(paid -> payments.charge(paid.charge(), paid.fee()));
        RefundFunctions refunds = RefundFunctions.over(
                new RefundFunctions.Ports(
                        functions.accounts,
                        functions.timelines,
                        functions.ledger,
                        new InMemoryQueue<>(functions.clock, new Random(1), Duration.ofMinutes(3), 5),
                        payments,
                        functions.cancellations),
                functions.clock);
        run(functions);
        assertThat(refunds.round().run(Sweeps.run(functions.clock))).isZero();

        functions.moveToTheRefundDate();

        assertThat(refunds.round().run(Sweeps.run(functions.clock))).isEqualTo(FEW);
        assertThat(functions.ledger.all())
                .hasSize(FEW)
                .extracting(Refund::state)
                .hasOnlyElementsOfType(RefundState.Succeeded.class);
    }

    private static Functions group(int members) {
        Functions functions = new Functions();
        IntStream.range(0, members).forEach(number -> functions.member(name(number), number % TestChunks.FEW.number()));
        return functions;
    }

    private static String name(int number) {
        return "u" + number;
    }

    /** The dead worker's message comes again, and the sweep looks every few minutes. */
    private static void goOn(Functions functions) {
        for (int turn = 0; turn < 12; turn++) {
            functions.clock.advance(Functions.VISIBILITY);
            run(functions);
        }
    }

    private static void assertAllEnded(Functions functions, int members, String story) {
        assertThat(functions.done()).as(story).isTrue();
        assertThat(functions.queue.size()).as(story).isZero();
        assertThat(functions.ledger.all()).as(story).hasSize(members);
        assertThat(IntStream.range(0, members).mapToObj(number -> new UserId(name(number))))
                .as(story)
                .allMatch(user -> functions.cancelledAt(user).isPresent());
    }

    private static final Region HERE = new Region("IN");
    private static final Region ELSEWHERE = new Region("BR");
    private static final GroupId OTHER = new GroupId("2");
    private static final int DONE = 4;

    private static final UserId LATE_PAYER = new UserId("late-payer");
    private static final UserId RENEWED = new UserId("renewed");
    private static final UserId RENEWED_BESIDE = new UserId("renewed-beside-the-cancellation");
    private static final UserId CORRECTED = new UserId("corrected");
    private static final UserId MOVED = new UserId("moved");
    private static final List<UserId> MISSED = List.of(LATE_PAYER, RENEWED, RENEWED_BESIDE, CORRECTED, MOVED);

    @Test
    void givesThemTheirFeesBackToo() {
        Functions functions = cancelledOnce();
        missAFew(functions);
        assertThat(MISSED).noneMatch(user -> row(functions, user).isPresent());

        cancelAgain(functions);

        assertThat(functions.refunds.bodies().stream().map(RefundMessage::read).map(RefundMessage::user))
                .containsExactlyInAnyOrderElementsOf(MISSED);
        assertAllGoesBack(functions, "a second run");
    }

    @Test
    void costsWhoIsDoneTwoReadsAndNoWrite() {
        Functions functions = cancelledOnce();
        Calls calls = new Calls();
        functions.observe(calls);

        cancelAgain(functions);

        int members = DONE + 2;
        int misfiled = 2;
        assertThat(Functions.writesOnMembers(calls)).isZero();
        assertThat(functions.refunds.size()).isZero();
        assertThat(calls.of("AccountStore.find")).isEqualTo(members + misfiled);
        assertThat(calls.of("RefundLedger.find")).isEqualTo(members);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSecondRunSurvivesADeathAtAnyCall(boolean after) {
        long calls = Death.atEachCall(
                after,
                WholeGroupTest::cancelledAllButAFew,
                Functions::observe,
                WholeGroupTest::cancelAgain,
                WholeGroupTest::endsTheSecondRunAllTheSame);
        assertThat(calls).isGreaterThan(16 * 3 + MISSED.size() * 3);
    }

    private static void endsTheSecondRunAllTheSame(Functions functions) {
        Calls rest = new Calls();
        functions.observe(rest);
        for (int turn = 0; turn < 12; turn++) {
            functions.clock.advance(Functions.VISIBILITY);
            functions.sweep();
            functions.work();
        }

        assertThat(functions.done()).isTrue();
        assertThat(functions.queue.deadLetters()).isEmpty();
        assertThat(rest.of("MembershipStore.cancel")).isLessThanOrEqualTo(MISSED.size());
        assertAllGoesBack(functions, "after a death");
    }

    private static Functions cancelledAllButAFew() {
        Functions functions = cancelledOnce();
        missAFew(functions);
        return functions;
    }

    /** A group after its first run; nobody has been missed yet. */
    private static Functions cancelledOnce() {
        Functions functions = new Functions();
        IntStream.range(0, DONE).forEach(number -> functions.member("done-" + number, number));
        functions.put(new Account(LATE_PAYER, HERE), 4);
        functions.member(RENEWED.value(), 5);
        functions.member(RENEWED_BESIDE.value(), 6);
        functions.accounts.put(new Account(CORRECTED, HERE).with(paid("ch_corrected")));
        functions.memberships.list(CORRECTED, OTHER, 7);
        functions.put(new Account(MOVED, ELSEWHERE).with(paid("ch_moved")), 8);
        functions.sweep();
        functions.work();
        return functions;
    }

    private static void missAFew(Functions functions) {
        functions.put(new Account(LATE_PAYER, HERE).with(paid("ch_late")), 4);
        functions.put(new Account(RENEWED, HERE).with(paid("ch_renewed-anew")), 5);
        functions.put(
                new Account(RENEWED_BESIDE, HERE).with(paid("ch_renewed-beside").cancelled(OPENING)), 6);
        functions.memberships.list(CORRECTED, GROUP, 7);
        functions.put(new Account(MOVED, HERE).with(paid("ch_moved")), 8);
    }

    private static void cancelAgain(Functions functions) {
        functions.moveToTheRefundDate();
        functions.sweep();
        functions.work();
    }

    /** The sweep gives back what the queue was not told of. */
    private static void assertAllGoesBack(Functions functions, String story) {
        InMemoryPaymentService payments = new InMemoryPaymentService(functions.clock);
        functions.ledger.all().forEach(row -> payments.charge(row.charge(), row.fee()));
        RefundFunctions.over(
                        new RefundFunctions.Ports(
                                functions.accounts,
                                functions.timelines,
                                functions.ledger,
                                functions.refunds,
                                payments,
                                functions.cancellations),
                        functions.clock)
                .round()
                .run(Sweeps.run(functions.clock));
        assertThat(MISSED)
                .as(story)
                .allMatch(user -> functions.cancelledAt(user).isPresent());
        assertThat(MISSED)
                .as(story)
                .allSatisfy(user -> assertThat(row(functions, user).map(Refund::state))
                        .hasValueSatisfying(state -> assertThat(state).isInstanceOf(RefundState.Succeeded.class)));
    }

    private static Optional<Refund> row(Functions functions, UserId user) {
        ChargeId charge = functions
                .accounts
                .find(user)
                .flatMap(Account::membership)
                .map(Membership::charge)
                .orElseThrow();
        return functions.ledger.find(charge);
    }
}
