package sundown.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class SeedRangeTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 27);

    @Test
    void beginsWithTheSeedThatIsNamed() {
        assertThat(SeedRange.read("41", 10, DAY)).isEqualTo(new SeedRange(41, 50));
    }

    @Test
    void givesEachDayTheSeedsAfterThoseOfTheDayBefore() {
        SeedRange today = SeedRange.read("today", 20_000, DAY);
        SeedRange tomorrow = SeedRange.read("today", 20_000, DAY.plusDays(1));
        assertThat(today).isEqualTo(new SeedRange(415_680_001, 415_700_000));
        assertThat(tomorrow.first()).isEqualTo(today.last() + 1);
    }
}
