package sundown.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.UserId;
import sundown.edge.InMemoryQueue;
import sundown.job.TestChunks;
import sundown.refund.InMemoryPaymentService;
import sundown.refund.RefundFunctions;
import sundown.refund.RefundLedger.Refund;
import sundown.refund.RefundState;
import sundown.runtime.Calls;
import sundown.runtime.Death;
import sundown.sweep.Sweeps;

/** A group from its opening until all memberships are cancelled. */
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
}
