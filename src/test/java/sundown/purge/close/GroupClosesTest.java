package sundown.purge.close;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static sundown.purge.close.Functions.CLOSE;
import static sundown.purge.close.Functions.GROUP;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import sundown.failure.RetryableFailure;
import sundown.milestone.Milestone;
import sundown.purge.close.ClosingStore.Closing;

/** What the close of a group brings. */
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
        assertThat(functions.arrivesAt()).containsExactly(Milestone.CLOSE);
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
}
