package sundown.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sundown.edge.Correlation;

class SeveralAtOnceTest {
    private static final List<Integer> NUMBERS = IntStream.range(0, 32).boxed().toList();

    /** Each waits for all others. */
    @Test
    void doesAsManyAtOnceAsAreAskedFor() {
        CyclicBarrier together = new CyclicBarrier(NUMBERS.size());
        List<Integer> doubled = new SeveralAtOnce().map(NUMBERS, NUMBERS.size(), number -> {
            await(together);
            return 2 * number;
        });
        assertThat(doubled).isEqualTo(NUMBERS.stream().map(number -> 2 * number).toList());
    }

    @Test
    void doesOneAfterTheOtherWhereThatIsAllThatIsAllowed() {
        Thread own = Thread.currentThread();
        assertThat(new SeveralAtOnce(1).map(NUMBERS, NUMBERS.size(), ignored -> Thread.currentThread()))
                .containsOnly(own);
    }

    @Test
    void keepsTheCorrelation() {
        Correlation caller = new Correlation("caller");
        assertThat(caller.during(() -> new SeveralAtOnce().map(NUMBERS, ignored -> Correlation.current())))
                .containsOnly(caller);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
            throw new IllegalStateException(alone);
        }
    }
}
