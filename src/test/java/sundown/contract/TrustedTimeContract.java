package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import sundown.purge.TrustedTime;

/** What every trusted time promises. */
public abstract class TrustedTimeContract {
    /** The time under test, which agrees with this machine's clock. */
    protected abstract TrustedTime time();

    @Test
    void tellsTheTimeToTheSecond() {
        requireTime(time());
    }

    /** Requires the time of this machine. */
    protected static void requireTime(TrustedTime time) {
        Instant before = Clock.systemUTC().instant();
        Instant told = time.now();
        assertThat(told)
                .isAfterOrEqualTo(before.minus(Duration.ofSeconds(2)))
                .isBeforeOrEqualTo(Clock.systemUTC().instant().plusSeconds(1));
        assertThat(told).isEqualTo(told.truncatedTo(ChronoUnit.SECONDS));
    }
}
