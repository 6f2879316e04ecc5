package sundown.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
    private final Backoff backoff = new Backoff(Duration.ofMinutes(2), Duration.ofHours(1));

    @ParameterizedTest
    @CsvSource({"0, PT2M", "1, PT4M", "4, PT32M", "5, PT1H", "6, PT1H", "64, PT1H", "2147483647, PT1H"})
    void doublesUpToTheLongestWait(int before, Duration wait) {
        assertThat(backoff.after(before)).isEqualTo(wait);
    }

    @Test
    void takesNoNegativeNumber() {
        assertThatIllegalArgumentException().isThrownBy(() -> backoff.after(-1));
    }

    @Test
    void takesNoWaitsThatDoNotGrow() {
        Duration hour = Duration.ofHours(1);
        assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(Duration.ZERO, hour));
        assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(hour, hour.minusNanos(1)));
    }
}
