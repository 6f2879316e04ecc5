package sundown.purge.close;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static sundown.purge.close.Functions.CLOSE;
import static sundown.purge.close.Functions.GROUP;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import sundown.edge.Correlation;
import sundown.failure.RetryableFailure;
import sundown.job.ChunkMessage;
import sundown.milestone.Milestone;
import sundown.purge.close.ClosingStore.Closing;
import sundown.runtime.Calls;
import sundown.timeline.GroupId;

/** The close of a group begins at its date, or by the sweep. */
class GroupClosesTest {

    @AutoClose
    private final Functions functions = new Functions();

    @Test
    void beginsTheRunAtTheClose() {
        functions.arrive();
        assertThat(functions.closing())
                .isEqualTo(Closing.begun(GROUP, CLOSE, CLOSE, 0).saved());
        assertThat(functions.job().run()).isEqualTo(CLOSE);
        assertThat(functions.queue.size()).isEqualTo(16);
        assertThat(functions.arrivesAt()).containsExactly(Milestone.Fixed.CLOSE);
    }

    @Test
    void doesNothingThatTheSweepHasDoneAndTheReverse() {
        functions.arrive();
        functions.arrive();
        functions.sweep();
        assertThat(functions.queue.size()).isEqualTo(16);
        functions.work();
        functions.minutes(30);
        assertThat(functions.drainedAt()).isPresent();
        Closing drained = functions.closing();
        functions.arrive();
        assertThat(functions.closing()).isEqualTo(drained);

        Functions swept = new Functions();
        swept.sweep();
        swept.arrive();
        assertThat(swept.queue.size()).isEqualTo(16);
        swept.close();
    }

    /** The caller that delivered the date tries again, and until then the sweep does. */
    @Test
    void leavesToTheSweepWhatItCannotBegin() {
        functions.observe("ClosingStore.save", call -> {
            if (call == 1) {
                throw new RetryableFailure("busy");
            }
        });
        assertThatThrownBy(functions::arrive).isInstanceOf(RetryableFailure.class);
        functions.sweep();
        assertThat(functions.queue.size()).isEqualTo(16);
    }

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
