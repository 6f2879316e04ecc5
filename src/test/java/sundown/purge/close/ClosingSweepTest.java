package sundown.purge.close;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.purge.close.Functions.CLOSE;
import static sundown.purge.close.Functions.GROUP;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import sundown.edge.Correlation;
import sundown.failure.RetryableFailure;
import sundown.job.ChunkMessage;
import sundown.purge.close.ClosingStore.Closing;
import sundown.runtime.Calls;
import sundown.timeline.GroupId;

class ClosingSweepTest {
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
    void sendsEachChunkOnceAtTheClose() {
        functions.sweep();
        functions.sweep();
        assertThat(functions.queue.bodies())
                .map(ChunkMessage::read)
                .isEqualTo(IntStream.range(0, 16)
                        .mapToObj(chunk ->
                                new ChunkMessage(ClosingWork.job(GROUP), CLOSE, chunk, new Correlation("sweep-1")))
                        .toList());
    }

    @Test
    void sendsEachChunkOnceThoughAnotherSweepBeganTheClose() {
        functions.observe("ClosingStore.save", call -> {
            if (call == 1) {
                functions.closings.save(Closing.begun(GROUP, CLOSE, CLOSE, 0));
            }
        });
        functions.sweep();
        functions.sweep();
        assertThat(functions.queue.size()).isEqualTo(16);
        assertThat(functions.closing().version()).isEqualTo(1);
    }

    @Test
    void readsTheRowAndTheJobWhileAGroupIsNotDrained() {
        functions.sweep();
        Calls calls = new Calls();
        functions.observe(calls);
        functions.sweep();
        assertThat(calls.of("ClosingStore.find")).isEqualTo(3);
        assertThat(calls.of("JobStore.find")).isEqualTo(2);
        assertThat(calls.total()).isEqualTo(6);
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
                .map(ChunkMessage::read)
                .map(ChunkMessage::job)
                .hasSize(3 * 16)
                .startsWith(ClosingWork.job(new GroupId("2")));
    }
}
