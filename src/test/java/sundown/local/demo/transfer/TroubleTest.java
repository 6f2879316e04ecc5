package sundown.local.demo.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import sundown.local.demo.app.TransferStatus;
import sundown.local.demo.app.TransferStatus.Counts;
import sundown.local.demo.app.TransferStatus.Tally;

class TroubleTest {
    private static final Tally NONE = new Tally(0, 0);

    private final AtomicInteger attempts = new AtomicInteger();

    @Test
    void leavesTheWorkerAloneInTheFirstHalf() {
        Trouble trouble = new Trouble(() -> attempts.incrementAndGet() > 0);

        trouble.strike(settled(49));

        assertThat(attempts).hasValue(0);
        assertThat(trouble.hunting(settled(49))).isFalse();
    }

    @Test
    void triesUntilAWorkerWasAtWorkAndThenNoMore() {
        Trouble trouble = new Trouble(() -> attempts.incrementAndGet() == 2);

        trouble.strike(settled(50));
        assertThat(trouble.hunting(settled(50))).isTrue();
        trouble.strike(settled(60));
        assertThat(trouble.killed()).isTrue();
        trouble.strike(settled(70));

        assertThat(attempts).hasValue(2);
        assertThat(trouble.hunting(settled(70))).isFalse();
    }

    private static TransferStatus settled(long items) {
        Counts counts = new Counts(
                new Tally(100, 100), new Tally(items, items), NONE, NONE, NONE, new Tally(100 - items, 100 - items));
        return new TransferStatus("running", Optional.empty(), "", counts, Optional.empty(), Optional.empty());
    }
}
