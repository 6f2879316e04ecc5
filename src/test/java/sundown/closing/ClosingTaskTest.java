package sundown.closing;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.closing.Functions.CLOSE;
import static sundown.closing.Functions.GROUP;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import sundown.edge.Correlation;
import sundown.failure.RetryableFailure;
import sundown.runtime.Calls;
import sundown.timeline.GroupId;

class ClosingTaskTest {
    @AutoClose
    private final Functions functions = new Functions();

    @Test
    void beginsNothingBeforeTheClose() {
        functions.clock.advance(Duration.ofNanos(-1));
        functions.sweep();
        assertThat(functions.queue.size()).isZero();
        assertThat(functions.closings.find(GROUP)).isEmpty();
    }

    @Test
    void sendsEachShardOnceAtTheClose() {
        functions.sweep();
        functions.sweep();
        assertThat(functions.queue.bodies())
                .map(ClosingMessage::read)
                .isEqualTo(IntStream.range(0, 16)
                        .mapToObj(shard -> ClosingMessage.first(GROUP, shard, CLOSE, new Correlation("sweep-1")))
                        .toList());
    }

    @Test
    void sendsNothingWhereAnotherSweepWasFaster() {
        functions.observe(
                "ClosingStore.save",
                call -> functions.closings.save(new Closing(GROUP, CLOSE, Map.of(), Optional.empty(), 0)));
        functions.sweep();
        assertThat(functions.queue.size()).isZero();
        assertThat(functions.closing().version()).isEqualTo(1);
    }

    @Test
    void readsOnceASweepAndGroupWhenAllIsDone() {
        functions.sweep();
        functions.work();
        functions.minutes(30);
        assertThat(functions.drainedAt()).isPresent();
        Calls calls = new Calls();
        functions.observe(calls);
        functions.sweep();
        assertThat(calls.of("ClosingStore.find")).isEqualTo(3);
        assertThat(calls.of("TimelineStore.inForce")).isEqualTo(1);
        assertThat(calls.total()).isEqualTo(4);
    }

    @Test
    void aGroupThatFailsKeepsNoOtherWaiting() {
        functions.clock.advance(Duration.ofDays(365));
        functions.observe("ClosingStore.find", call -> {
            if (call == 1) {
                throw new RetryableFailure("busy");
            }
        });
        functions.sweep();
        assertThat(functions.queue.bodies())
                .map(ClosingMessage::read)
                .map(ClosingMessage::group)
                .hasSize(3 * 16)
                .startsWith(new GroupId("2"));
        assertThat(functions.closing().shards()).hasSize(16);
    }
}
