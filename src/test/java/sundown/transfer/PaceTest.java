package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import sundown.gallery.Tally;
import sundown.transfer.Progress.Pace;

class PaceTest {
    private static final Instant NOW = Given.NOW;

    @Test
    void hasNothingToGoByAtFirst() {
        Pace pace = Pace.startingAt(NOW);

        assertThat(pace.itemsPerSecond(NOW.plusSeconds(60))).isEmpty();
        assertThat(pace.bytesPerSecond(NOW.plusSeconds(60))).isEmpty();
        assertThat(pace.endOf(new Tally(1, 1), NOW.plusSeconds(60))).isEmpty();
    }

    @Test
    void isWhatMovedInTheTimeSinceItBegan() {
        Pace pace = Pace.startingAt(NOW).plus(new Tally(50, 1_000), NOW.plusSeconds(10));

        assertThat(pace.itemsPerSecond(NOW.plusSeconds(10))).contains(5.0);
        assertThat(pace.bytesPerSecond(NOW.plusSeconds(10))).contains(100.0);
        assertThat(pace.itemsPerSecond(NOW.plusSeconds(100)))
                .as("it slows down while nothing moves")
                .contains(0.5);
    }

    @Test
    void estimatesTheEndByTheSlowerOfItemsAndBytes() {
        Pace pace = Pace.startingAt(NOW).plus(new Tally(10, 1_000), NOW.plusSeconds(10));
        Instant now = NOW.plusSeconds(10);

        assertThat(pace.endOf(new Tally(20, 100), now)).contains(now.plusSeconds(20));
        assertThat(pace.endOf(new Tally(1, 3_000), now)).contains(now.plusSeconds(30));
        assertThat(pace.endOf(Tally.NONE, now)).contains(now);
    }

    @Test
    void estimatesByItemsWhereTheyHadNoBytes() {
        Pace pace = Pace.startingAt(NOW).plus(new Tally(10, 0), NOW.plusSeconds(10));

        assertThat(pace.endOf(new Tally(20, 1_000), NOW.plusSeconds(10))).contains(NOW.plusSeconds(30));
    }

    @Test
    void forgetsTheOlderHalfOfAFullWindowAndKeepsItsRate() {
        Instant full = NOW.plus(Duration.ofHours(2));
        Pace pace = Pace.startingAt(NOW).plus(new Tally(7_200, 720_000), full);

        assertThat(pace.since()).isEqualTo(NOW.plus(Duration.ofHours(1)));
        assertThat(pace.moved()).isEqualTo(new Tally(3_600, 360_000));
        assertThat(pace.itemsPerSecond(full).orElseThrow()).isEqualTo(1.0, Offset.offset(0.001));
    }

    @Test
    void saysNothingWhenTheClockWasSetBack() {
        Pace pace = Pace.startingAt(NOW).plus(new Tally(5, 50), NOW.minusSeconds(60));

        assertThat(pace.itemsPerSecond(NOW.minusSeconds(60))).isEmpty();
        assertThat(pace.endOf(new Tally(5, 50), NOW.minusSeconds(60))).isEmpty();
    }

    @Test
    void neverEstimatesFurtherThanACentury() {
        Pace slow = Pace.startingAt(NOW).plus(new Tally(1, 1), NOW.plusSeconds(7_000));
        Instant now = NOW.plusSeconds(7_000);

        assertThat(slow.endOf(new Tally(1, Long.MAX_VALUE), now)).contains(now.plus(Duration.ofDays(36_525)));
    }
}
