package sundown.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.membership.Functions.GROUP;
import static sundown.membership.Functions.OPENING;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sundown.edge.Correlation;
import sundown.failure.RetryableFailure;
import sundown.runtime.Calls;
import sundown.runtime.ObservedPort;

class MembershipTaskTest {
    private final Functions functions = new Functions();

    @Test
    void beginsNothingBeforeTheOpening() {
        functions.clock.advance(Duration.ofNanos(-1));
        functions.sweep();
        assertThat(functions.queue.size()).isZero();
        assertThat(functions.walks.find(GROUP)).isEmpty();
    }

    @Test
    void sendsEachShardOnceAtTheOpening() {
        functions.sweep();
        functions.sweep();
        assertThat(sent()).isEqualTo(firstOf(IntStream.range(0, 16), OPENING));
        assertThat(functions.walks.find(GROUP)).contains(Walk.begun(GROUP, OPENING));
    }

    @Test
    void sendsAgainWhatIsNotDoneAnHourLaterAndOnceAnHour() {
        functions.sweep();
        empty();
        IntStream.range(2, 16).forEach(shard -> functions.walks.finish(GROUP, OPENING, shard));

        functions.clock.advance(Duration.ofHours(1).minusNanos(1));
        functions.sweep();
        assertThat(sent()).isEmpty();

        functions.clock.advance(Duration.ofNanos(1));
        functions.sweep();
        functions.sweep();
        assertThat(sent()).isEqualTo(firstOf(IntStream.range(0, 2), OPENING));
    }

    @Test
    void readsOnceASweepAndDoesNothingMoreWhenAllIsDone() {
        functions.sweep();
        empty();
        IntStream.range(0, 16).forEach(shard -> functions.walks.finish(GROUP, OPENING, shard));
        functions.clock.advance(Duration.ofDays(1));
        Calls calls = new Calls();
        functions.observe(calls);

        functions.sweep();

        assertThat(calls.of("WalkStore.find")).isEqualTo(1);
        assertThat(calls.of("TimelineStore.inForce")).isEqualTo(1);
        assertThat(calls.total()).isEqualTo(2);
    }

    @Test
    void sendsEachShardOnceMoreAtTheRefundDateThoughTheFirstWalkIsNotDone() {
        functions.sweep();
        empty();
        functions.moveToTheRefundDate();
        Instant refundDate = functions.clock.instant();

        functions.sweep();
        functions.sweep();

        assertThat(ofTheGroup()).isEqualTo(firstOf(IntStream.range(0, 16), refundDate));
        assertThat(functions.walks.find(GROUP)).contains(Walk.begun(GROUP, refundDate));
    }

    @Test
    void aGroupThatFailsKeepsNoOtherWaiting() {
        functions.clock.advance(Duration.ofDays(365));
        functions.observe(new FirstFails());

        functions.runRound();
        assertThat(functions.walks.find(GROUP)).isEmpty();
        assertThat(functions.queue.size()).isEqualTo(2 * 16);

        functions.runRound();
        assertThat(functions.queue.size()).isEqualTo(3 * 16);
    }

    private List<MembershipMessage> sent() {
        return functions.queue.bodies().stream().map(MembershipMessage::read).toList();
    }

    /** Others have opened by the refund date. */
    private List<MembershipMessage> ofTheGroup() {
        return sent().stream().filter(message -> message.group().equals(GROUP)).toList();
    }

    private void empty() {
        while (functions.queue.size() > 0) {
            functions.queue.delete(functions.queue.receive().orElseThrow());
        }
    }

    private static List<MembershipMessage> firstOf(IntStream shards, Instant begunAt) {
        return shards.mapToObj(shard -> MembershipMessage.first(GROUP, shard, begunAt, new Correlation("sweep-1")))
                .toList();
    }

    /** The table does not answer the first question, which is about the first group. */
    private static final class FirstFails implements ObservedPort.Observer {
        private int finds;

        @Override
        public void before(String call) {
            if (call.equals("WalkStore.find") && ++finds == 1) {
                throw new RetryableFailure("busy");
            }
        }
    }
}
