package sundown.local.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import sundown.runtime.ManualClock;

class MovableClockTest {
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    private final ManualClock real = new ManualClock(NOW);
    private final MovableClock clock = new MovableClock(real);

    @Test
    void showsRealTimeUntilItIsMoved() {
        real.advance(Duration.ofSeconds(5));

        assertThat(clock.instant()).isEqualTo(NOW.plusSeconds(5));
        assertThat(clock.offset()).isZero();
    }

    @Test
    void keepsThePaceOfRealTimeFromWhereItWasSet() throws Exception {
        clock.set(Instant.parse("2027-01-01T00:00:00Z"));
        real.advance(Duration.ofSeconds(5));

        assertThat(clock.instant()).isEqualTo("2027-01-01T00:00:05Z");
        assertThat(clock.real().instant()).isEqualTo(NOW.plusSeconds(5));
    }

    @Test
    void addsMovesUp() throws Exception {
        clock.forward(Duration.ofDays(30));
        clock.forward(Duration.ofHours(1));

        assertThat(clock.offset()).isEqualTo(Duration.ofDays(30).plusHours(1));
    }

    @Test
    void doesNotGoBack() throws Exception {
        clock.forward(Duration.ofDays(30));

        assertThatExceptionOfType(MovableClock.Unreachable.class).isThrownBy(() -> clock.set(NOW.plusSeconds(1)));
        assertThatExceptionOfType(MovableClock.Unreachable.class)
                .isThrownBy(() -> clock.forward(Duration.ofSeconds(-1)));
        assertThat(clock.offset()).isEqualTo(Duration.ofDays(30));
    }

    @Test
    void goesNoFurtherThanItsLastTime() throws Exception {
        assertThatExceptionOfType(MovableClock.Unreachable.class)
                .isThrownBy(() -> clock.set(MovableClock.LATEST.plusNanos(1)));
        assertThatExceptionOfType(MovableClock.Unreachable.class)
                .isThrownBy(() -> clock.forward(Duration.ofSeconds(Long.MAX_VALUE)));

        clock.set(MovableClock.LATEST);

        assertThat(clock.instant()).isEqualTo(MovableClock.LATEST);
    }

    @Test
    void tellsAllWhoAskedWhenItHasMoved() throws Exception {
        List<Instant> seen = new ArrayList<>();
        clock.onMove(() -> seen.add(clock.instant()));

        clock.forward(Duration.ofDays(1));
        assertThatExceptionOfType(MovableClock.Unreachable.class).isThrownBy(() -> clock.set(NOW));

        assertThat(seen).containsExactly(NOW.plus(Duration.ofDays(1)));
    }
}
