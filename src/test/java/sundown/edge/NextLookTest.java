package sundown.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import sundown.edge.ApiResponse.NextLook;

class NextLookTest {
    private static final Instant NOW = Instant.parse("2023-01-15T12:00:00Z");

    @Test
    void isWhenSomethingHappens() {
        assertThat(NextLook.secondsUntil(NOW.plusSeconds(90), NOW)).isEqualTo(90);
    }

    @Test
    void isNeverBeforeThat() {
        assertThat(NextLook.secondsUntil(NOW.plusSeconds(90).plusNanos(1), NOW)).isEqualTo(91);
    }

    @Test
    void staysWithinItsLimits() {
        assertThat(NextLook.secondsUntil(NOW.minusSeconds(1), NOW)).isEqualTo(NextLook.WORKING_SECONDS);
        assertThat(NextLook.secondsUntil(Instant.MAX, NOW)).isEqualTo(NextLook.IDLE_SECONDS);
    }
}
