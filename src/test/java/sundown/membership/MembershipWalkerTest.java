package sundown.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.membership.Functions.GROUP;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;

/** Page after page, past users who cannot be handled. */
class MembershipWalkerTest {
    private final Functions functions = new Functions();

    @BeforeEach
    void begin() {
        functions.begin();
    }

    @Test
    void goesOnAfterTheLastOneOfAPage() {
        IntStream.range(0, 2 * MembershipWalker.PAGE + 1).forEach(number -> functions.member("u" + number, 3));
        functions.cancelShard(3);
        assertThat(functions.ledger.all()).hasSize(2 * MembershipWalker.PAGE + 1);
        assertThat(functions.walks.find(GROUP).orElseThrow().done()).containsExactly(3);
    }

    @Test
    void handsItselfOnBeforeItsTimeIsOver() {
        IntStream.range(0, 2 * MembershipWalker.PAGE).forEach(number -> functions.member("u%03d".formatted(number), 3));
        functions.observe("RefundLedger.open", call -> functions.clock.advance(Duration.ofSeconds(2)));

        functions.cancelShard(3);

        MembershipMessage next = MembershipMessage.read(functions.queue.bodies().getFirst());
        assertThat(next.after()).contains(new UserId("u049"));
        assertThat(functions.ledger.all()).hasSize(MembershipWalker.PAGE);
        assertThat(functions.walks.find(GROUP).orElseThrow().done()).isEmpty();

        functions.work();
        assertThat(functions.ledger.all()).hasSize(2 * MembershipWalker.PAGE);
        assertThat(functions.walks.find(GROUP).orElseThrow().done()).containsExactly(3);
    }

    @Test
    void missesSomebodyWhoCannotBeReadAndComesBackToHim() {
        List.of("a", "b", "c").forEach(name -> functions.member(name, 3));
        functions.observe("AccountStore.find", call -> {
            if (call == 2) {
                throw new PermanentFailure("a row cannot be read: account");
            }
        });

        assertThat(functions.cancelShard(3).batchItemFailures()).isEmpty();
        assertThat(functions.cancelledAt(new UserId("b"))).isEmpty();
        assertThat(functions.cancelledAt(new UserId("c"))).isPresent();
        assertThat(functions.walks.find(GROUP).orElseThrow().done()).isEmpty();

        functions.clock.advance(MembershipRules.PATIENCE);
        functions.sweep();
        functions.work();
        assertThat(functions.cancelledAt(new UserId("b"))).isPresent();
        assertThat(functions.done()).isTrue();
    }

    @Test
    void remembersWhomItMissedWhenItHandsItselfOn() {
        IntStream.range(0, MembershipWalker.PAGE + 1).forEach(number -> functions.member("u%03d".formatted(number), 3));
        functions.observe("AccountStore.find", call -> {
            functions.clock.advance(Duration.ofSeconds(2));
            if (call == 1) {
                throw new PermanentFailure("a row cannot be read: account");
            }
        });
        functions.cancelShard(3);
        functions.work();
        assertThat(functions.queue.size()).isZero();
        assertThat(functions.ledger.all()).hasSize(MembershipWalker.PAGE);
        assertThat(functions.walks.find(GROUP).orElseThrow().done()).isEmpty();
    }

    @Test
    void givesItsMessageBackWhenAStoreDoesNotAnswer() {
        functions.member("a", 3);
        functions.observe("RefundLedger.open", call -> {
            throw new RetryableFailure("busy");
        });
        assertThat(functions.cancelShard(3).batchItemFailures()).hasSize(1);
        assertThat(functions.cancelledAt(new UserId("a"))).isEmpty();
    }
}
