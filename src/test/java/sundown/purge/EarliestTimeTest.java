package sundown.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sundown.contract.TrustedTimeContract;
import sundown.failure.RetryableFailure;
import sundown.runtime.ManualClock;

class EarliestTimeTest extends TrustedTimeContract {
    private static final Instant NOW = Instant.parse("2023-06-02T00:00:00Z");

    private final ManualClock clock = new ManualClock(NOW);
    private final InMemoryTrustedTime one = new InMemoryTrustedTime(clock);
    private final InMemoryTrustedTime other = new InMemoryTrustedTime(clock);

    @Override
    protected TrustedTime time() {
        return new TrustedTime.Earliest(List.of(new InMemoryTrustedTime(Clock.systemUTC())));
    }

    @ParameterizedTest
    @CsvSource({"PT24H, PT0S, PT0S", "PT0S, PT24H, PT0S", "PT-1S, PT24H, PT-1S", "PT2H, PT1H, PT1H"})
    void isThatOfTheClockWhichIsBehind(Duration first, Duration second, Duration told) {
        one.ahead(first);
        other.ahead(second);
        assertThat(new TrustedTime.Earliest(List.of(one, other)).now()).isEqualTo(NOW.plus(told));
    }

    /** What a clock that does not answer would have said is not known. */
    @Test
    void needsThemAll() {
        TrustedTime silent = () -> {
            throw new RetryableFailure("silent");
        };
        TrustedTime.Earliest time = new TrustedTime.Earliest(List.of(one, silent));
        assertThatExceptionOfType(RetryableFailure.class).isThrownBy(time::now);
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> new TrustedTime.Earliest(List.of()));
    }
}
