package sundown.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessorClockTest {
    @Test
    void goesOnWhileAnyThreadWorks() throws InterruptedException {
        ProcessorClock clock = new ProcessorClock();
        Duration before = clock.time();

        Thread worker = Thread.ofPlatform().start(() -> {
            while (clock.time().minus(before).compareTo(Duration.ofMillis(5)) < 0) {
                Thread.onSpinWait();
            }
        });
        worker.join();

        assertThat(clock.time().minus(before)).isGreaterThanOrEqualTo(Duration.ofMillis(5));
    }
}
